// SPDX-License-Identifier: GPL-3.0-or-later
// A field for texts that may hold `{{ expressions }}`, and for code: as high as its text, what is JavaScript marked, and
// completion of what it can name or of what the whole text can be.
#pragma once

#include "ui/theme/theme.h"

#include <QPlainTextEdit>

#include <functional>

class QCompleter;
class QStandardItemModel;
class QStringListModel;

namespace signalbox::ui {

class TextField : public QPlainTextEdit
{
    Q_OBJECT
public:
    enum class Mode {
        Plain,      ///< nothing in it is marked
        Template,   ///< `{{ }}` is marked
        Expression, ///< all of it is JavaScript
        Json,
        Code        ///< JavaScript of many lines, which have numbers
    };
    TextField(const Theme &theme, Mode mode, QWidget *parent = nullptr);

    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    /// Whether Return begins a line; otherwise only with Shift.
    void setMultiLine(bool on) { m_multiLine = on; }
    /// What expressions may name: "input", "nodes.fetch.output" … Asked each time that the list of them opens.
    void setNames(std::function<QStringList()> names) { m_names = std::move(names); }
    /// What the text can be; any other is as good. Several: entries with commas between them, each of which can be one.
    struct Choice
    {
        QString value;
        QString detail; ///< shown beside it
    };
    enum class Choose { One, Several };
    void setChoices(std::function<QList<Choice>()> choices, Choose choose = Choose::One)
    {
        m_choices = std::move(choices);
        m_choosesSeveral = choose == Choose::Several;
    }
    /// Opens the list of all choices; false: there are none.
    bool offerChoices();
    /// Sets the text without edited(), keeping the cursor where the text is the same.
    void setTextQuietly(const QString &text);
    QString text() const { return toPlainText(); }
    void setWrong(bool wrong);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();
    /// The field was left, or Return pressed in a field of one line.
    void finished();
    /// Alt+Down: the choices are to be offered.
    void choicesWanted();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void apply();
    void mark();
    void fitHeight();
    int numbersWidth() const;
    void paintNumbers(QPainter &painter);
    void keepIndent(QKeyEvent &event);
    void complete();
    void completeName();
    void readChoices();
    void showChoices(const QString &prefix);
    void openOffers();
    void hideOffers();
    void makeCompleter();
    bool isInExpression() const;
    QString wordBeforeCursor() const;
    std::pair<int, int> entryAtCursor() const;

    const Theme &m_theme;
    Mode m_mode;
    bool m_multiLine = false;
    bool m_quiet = false;
    int m_height = 0;
    class FieldHighlighter *m_highlighter;
    QCompleter *m_completer = nullptr;
    QStringListModel *m_nameModel = nullptr;
    QStandardItemModel *m_choiceModel = nullptr;
    std::function<QStringList()> m_names;
    std::function<QList<Choice>()> m_choices;
    bool m_choosesSeveral = false;
    bool m_offersChoices = false; ///< the list is of choices
    bool m_isChoosing = false;
};

} // namespace signalbox::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// JSON as text of any length, to be read and copied. What it costs is what can be seen, so that a hundred megabytes are
// no slower than a page. (A QPlainTextEdit lays out every line first.)
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

#include <memory>
#include <string>
#include <vector>

class QTextLayout;

namespace signalbox::ui {

/// A text and where its lines begin. UTF-8.
struct LongText
{
    explicit LongText(std::string text);
    /// A text that is no JSON: what is longer than so many bytes goes on in the next line, which begins with a word where it can.
    LongText(std::string text, std::size_t mostInLine);
    std::string_view line(std::size_t number) const;

    std::string bytes;
    std::vector<std::size_t> begins;
    std::size_t longest = 0; ///< bytes of the longest line
    bool isJson = true;
};

/// Thread: the GUI thread.
class LongTextView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit LongTextView(const Theme &theme, QWidget *parent = nullptr);

    /// Null: `instead` is shown, a sentence.
    void setText(std::shared_ptr<const LongText> text, const QString &instead = {});
    const std::shared_ptr<const LongText> &text() const { return m_text; }
    /// Of a line only its beginning is shown; whoever selects beyond that has it to its end.
    static constexpr std::size_t kShownBytes = 4096;

    void selectAll();
    bool hasSelection() const { return m_text && m_anchor != m_caret; }
    /// What is selected, as it stands in the text.
    std::string selected() const;
    void copySelected() const;
    std::size_t firstLine() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    /// A place between two letters of a line; kShownLetters + 1 or more: the line's end.
    struct Place
    {
        std::size_t line = 0;
        int letter = 0;
        auto operator<=>(const Place &) const = default;
    };
    QString shownLine(std::size_t number, bool *isCut = nullptr) const;
    void lay(QTextLayout &layout, const QString &line) const;
    Place placeAt(const QPoint &point) const;
    std::size_t offsetOf(const Place &place) const;
    void moveTo(Place place, bool selects);
    void ensureSeen();
    void measure();
    void dress();
    std::size_t lineCount() const { return m_text ? m_text->begins.size() : 0; }
    int pageLines() const;

    const Theme &m_theme;
    std::shared_ptr<const LongText> m_text;
    QString m_instead;
    Place m_anchor;
    Place m_caret;
    int m_lineHeight = 16;
    QBasicTimer m_dragging; ///< scrolls while the mouse is held outside
};

} // namespace signalbox::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a JSON value to a person: as a tree, as a table where it is a list, or as text with colours; copies it, or a part
// of it. Values of fifty megabytes are as fluid as small ones.
#pragma once

#include "base/json.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <memory>
#include <set>

class QPlainTextEdit;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace signalbox::ui {

class ElidedLabel;
class JsonTable;
class JsonTreeModel;
class LongTextView;
struct LongText;

class JsonView : public QWidget
{
    Q_OBJECT
public:
    enum class Mode { Tree, Table, Text };
    /// `purpose` ("Output") is the caption and the accessible name.
    JsonView(const Theme &theme, const QString &purpose, QWidget *parent = nullptr);

    void setValue(std::shared_ptr<const json::Value> value);
    /// Places (RFC 6901) that stand out in the tree, from now on.
    void setMarks(std::set<std::string> pointers);
    const std::shared_ptr<const json::Value> &value() const { return m_value; }
    /// Caption and buttons above the value; whoever wants them in a row of his own puts them there.
    QWidget *bar() const { return m_bar; }
    /// Whoever says elsewhere what it is has no need of the caption.
    void setCaptionShown(bool shown);
    /// Whether the button that shows the value as text can be used.
    void setTextOffered(bool offered);
    /// Stands beside the caption: "3.4 MB".
    void setNote(const QString &note);
    QTreeView *tree() const { return m_tree; }
    JsonTable &table() { return *m_table; }
    LongTextView &longText() { return *m_longText; }
    Mode mode() const;
    /// A table is shown of values that have one, of the others the tree until there is one again.
    void setMode(Mode mode);
    /// Pretty JSON of the whole value to the clipboard; a large one comes there a little later.
    void copyAll() const;

private:
    void copySelected() const;
    void menuAt(const QPoint &point);
    void fillText();
    void showMode();
    void takeText(std::uint64_t turn, std::shared_ptr<const LongText> text);
    void dress();

    const Theme &m_theme;
    QString m_purpose;
    std::shared_ptr<const json::Value> m_value;
    JsonTreeModel *m_model;
    QWidget *m_bar;
    ElidedLabel *m_caption;
    QToolButton *m_asTable;
    QToolButton *m_asText;
    QStackedWidget *m_stack;
    QTreeView *m_tree;
    JsonTable *m_table;
    QStackedWidget *m_texts;
    QPlainTextEdit *m_text;
    LongTextView *m_longText;
    Mode m_mode = Mode::Tree; ///< as it was chosen
    QString m_note;
    const json::Array *m_list = nullptr; ///< that is the table; null: there is none
    std::string m_listPointer; ///< its place in the value
    bool m_tableIsStale = true;
    std::uint64_t m_turn = 0; ///< of texts that are made; an older one is dropped
    bool m_hasCaption = true;
    bool m_textIsStale = true;
};

} // namespace signalbox::ui

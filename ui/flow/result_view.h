// SPDX-License-Identifier: GPL-3.0-or-later
// What a run gave: a value as a tree or as text, to be copied; or why it failed.
#pragma once

#include "base/json.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <memory>

class QPlainTextEdit;
class QStackedWidget;
class QTreeView;

namespace signalbox::ui {

class Badge;
class JsonView;
class LongTextView;
class TextLabel;
struct LongText;

class ResultView : public QWidget
{
    Q_OBJECT
public:
    explicit ResultView(const Theme &theme, QWidget *parent = nullptr);

    /// What it is of ("Result", the name of a step), how it stands, and how long it took.
    void setHead(const QString &title, State state, const QString &detail);
    void setValue(std::shared_ptr<const json::Value> value);
    /// In place of a value: nothing yet, or what went wrong.
    void setMessage(const QString &text, Role role);
    /// The value as JSON text.
    QString text() const;
    QTreeView *tree() const;
    LongTextView *longText() const { return m_longText; }

private:
    void takeText(const std::shared_ptr<const json::Value> &of, std::shared_ptr<const LongText> text);

    TextLabel *m_title;
    TextLabel *m_detail;
    Badge *m_badge;
    TextLabel *m_message;
    QStackedWidget *m_pages;
    QPlainTextEdit *m_text; ///< values without a tree
    LongTextView *m_longText; ///< the same of long ones
    JsonView *m_value;
};

} // namespace signalbox::ui

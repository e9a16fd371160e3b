// SPDX-License-Identifier: GPL-3.0-or-later
// A JSON value that a person looks at and, where it is asked for, changes as text.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <memory>
#include <optional>

class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace signalbox::ui {

class JsonView;
class TextLabel;

class ValueEditor : public QWidget
{
    Q_OBJECT
public:
    ValueEditor(const Theme &theme, const QString &purpose, QWidget *parent = nullptr);

    /// What was typed is forgotten.
    void setValue(std::shared_ptr<const json::Value> value);
    /// Whether it can be changed at all. Values beyond 256 KiB cannot.
    void setEditable(bool editable);
    void setEditing(bool editing);
    bool isEditing() const;
    /// What the person made of it; nothing where it was not changed. Errors: json.* where the text is no JSON, which
    /// is said beside it too.
    Result<std::optional<json::Value>> edited();
    JsonView &view() { return *m_view; }
    QPlainTextEdit &text() { return *m_text; }

private:
    void dress();

    const Theme &m_theme;
    JsonView *m_view;
    QStackedWidget *m_stack;
    QPlainTextEdit *m_text;
    QToolButton *m_edit;
    TextLabel *m_problem;
    bool m_isEditable = false;
};

} // namespace signalbox::ui

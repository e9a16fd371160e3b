// SPDX-License-Identifier: GPL-3.0-or-later
// A form made from a JSON Schema: one row a member, with title, help, a field of the fitting kind, what is wrong with
// the value, and a way back to the default.
#pragma once

#include "base/json_schema.h"
#include "flow/edit.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>
#include <map>
#include <optional>
#include <string>

class QFormLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace signalbox::canvas {

/// What kind of field a schema asks for.
enum class FieldKind { Text, LongText, Expression, Secret, Number, Integer, Choice, Switch, Object, List, Json };
FieldKind fieldKindOf(const json::Value &schema);
/// A text as a field holds it, as a value: numbers where the kind asks for them, templates as text.
/// Nothing if it is no such value.
std::optional<json::Value> valueOfText(FieldKind kind, const QString &text);
QString textOfValue(const json::Value &value);

/// Thread: the one of the window.
class SchemaForm : public QWidget
{
    Q_OBJECT
public:
    SchemaForm(const ui::Theme &theme, QWidget *parent = nullptr);

    /// Shows a value by a schema (an object's). What is shown keeps the focus where it can.
    void show(const json::Value &schema, const json::Value &value);
    /// Marks what does not fit the schema; texts with templates are taken as they stand.
    void validate(const json::Schema &schema, const json::Value &value);
    /// Messages that are shown, by JSON pointer.
    std::map<std::string, QString> problems() const;
    void setReadOnly(bool on) { m_readOnly = on; }

Q_SIGNALS:
    /// A member is another value now, or (nothing) is to go. The path is below the shown value.
    void edited(const signalbox::flow::Path &path, const std::optional<signalbox::json::Value> &value);
    /// The value has other members or entries now: it is to be shown anew, after the event.
    void reshaped();

private:
    struct Row
    {
        QLabel *problem = nullptr;
        QWidget *field = nullptr;
    };
    void addMembers(QVBoxLayout *column, const json::Value &schema, const json::Value *value, const flow::Path &path);
    void addRow(QVBoxLayout *column, const QString &title, const json::Value &schema, const json::Value *value, const flow::Path &path, bool required);
    QWidget *makeField(const json::Value &schema, const json::Value *value, const flow::Path &path, FieldKind kind);
    QWidget *makeList(const json::Value &schema, const json::Value *value, const flow::Path &path);
    QLabel *addLabel(QVBoxLayout *column, const QString &text, ui::TextStyle style, ui::Role role);
    void tell(const flow::Path &path, std::optional<json::Value> value);

    const ui::Theme &m_theme;
    QVBoxLayout *m_column;
    QWidget *m_body = nullptr;
    json::Value m_value; ///< as it stands, with what was edited
    std::map<std::string, Row> m_rows;
    bool m_readOnly = false;
    bool m_filling = false;
};

} // namespace signalbox::canvas

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/schema_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace signalbox::canvas {

namespace {

constexpr int kMostLines = 10;
constexpr int kMostDepth = 5;

QString qstring(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isTrue(const json::Value &schema, std::string_view key)
{
    const auto *value = json::find(schema, key);
    return value && value->is_bool() && value->get_bool();
}

std::string_view textOf(const json::Value &schema, std::string_view key)
{
    const auto *object = schema.if_object();
    return object ? json::text(*object, key) : std::string_view();
}

bool isTemplate(const QString &text)
{
    return text.contains(QLatin1String("{{"));
}

// "firstPage" and "first_page" as "First page".
QString titleOfKey(std::string_view key)
{
    QString out;
    for (const auto c : qstring(key)) {
        if (c == QLatin1Char('_') || c == QLatin1Char('-')) {
            out += QLatin1Char(' ');
        } else if (c.isUpper() && !out.isEmpty()) {
            out += QLatin1Char(' ');
            out += c.toLower();
        } else {
            out += out.isEmpty() ? c.toUpper() : c;
        }
    }
    return out;
}

QString rangeOf(const json::Value &schema)
{
    const auto *least = json::find(schema, "minimum");
    const auto *most = json::find(schema, "maximum");
    if (least && most) {
        return SchemaForm::tr("%1 to %2").arg(textOfValue(*least), textOfValue(*most));
    }
    return least ? SchemaForm::tr("at least %1").arg(textOfValue(*least)) : most ? SchemaForm::tr("at most %1").arg(textOfValue(*most)) : QString();
}

// Puts a value to a place below another, or takes it away.
void put(json::Value &root, const flow::Path &path, const std::optional<json::Value> &value)
{
    auto *at = &root;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool last = i + 1 == path.size();
        if (const auto *name = std::get_if<std::string>(&path[i])) {
            if (!at->is_object()) {
                *at = json::Object{};
            }
            auto &object = at->get_object();
            if (last && !value) {
                object.stable_erase(*name);
                return;
            }
            at = &object[*name];
        } else {
            const auto index = std::get<std::size_t>(path[i]);
            if (!at->is_array() || index >= at->get_array().size()) {
                return;
            }
            at = &at->get_array()[index];
        }
    }
    if (value) {
        *at = *value;
    }
}

json::Array arrayAt(const json::Value &root, const flow::Path &path)
{
    const auto *value = flow::valueAt(root, path);
    return value && value->is_array() ? value->get_array() : json::Array();
}

} // namespace

FieldKind fieldKindOf(const json::Value &schema)
{
    if (const auto *choices = json::find(schema, "enum"); choices && choices->is_array()) {
        return FieldKind::Choice;
    }
    const auto type = textOf(schema, "type");
    if (type == "boolean") {
        return FieldKind::Switch;
    }
    if (type == "integer" || type == "number") {
        return type == "integer" ? FieldKind::Integer : FieldKind::Number;
    }
    if (type == "string") {
        if (isTrue(schema, "x-expression")) {
            return FieldKind::Expression;
        }
        if (isTrue(schema, "x-secret") || textOf(schema, "format") == "password") {
            return FieldKind::Secret;
        }
        return isTrue(schema, "x-multiline") || textOf(schema, "contentMediaType").starts_with("text/") ? FieldKind::LongText : FieldKind::Text;
    }
    if (type == "object" && json::find(schema, "properties")) {
        return FieldKind::Object;
    }
    if (const auto *items = json::find(schema, "items"); type == "array" && items && items->is_object() && json::find(*items, "type")) {
        return FieldKind::List;
    }
    return FieldKind::Json;
}

std::optional<json::Value> valueOfText(FieldKind kind, const QString &text)
{
    const QString trimmed = text.trimmed();
    const auto utf8 = text.toStdString();
    if (kind == FieldKind::Number || kind == FieldKind::Integer) {
        if (isTemplate(text)) {
            return json::Value(utf8);
        }
        auto parsed = json::parse(trimmed.toStdString());
        if (!parsed || !parsed->is_number() || (kind == FieldKind::Integer && parsed->is_double())) {
            return std::nullopt;
        }
        return std::move(*parsed);
    }
    if (kind == FieldKind::Json) {
        auto parsed = json::parse(trimmed.toStdString());
        if (parsed) {
            return std::move(*parsed);
        }
        // Begun like JSON, it is meant to be JSON.
        const bool meant = trimmed.startsWith(QLatin1Char('[')) || (trimmed.startsWith(QLatin1Char('{')) && !trimmed.startsWith(QLatin1String("{{")));
        return meant ? std::nullopt : std::optional<json::Value>(utf8);
    }
    return json::Value(utf8);
}

QString textOfValue(const json::Value &value)
{
    if (value.is_string()) {
        return qstring(value.get_string());
    }
    return QString::fromStdString(value.is_structured() ? json::writePretty(value) : json::write(value));
}

SchemaForm::SchemaForm(const ui::Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
}

void SchemaForm::show(const json::Value &schema, const json::Value &value)
{
    const QWidget *focus = m_body ? m_body->focusWidget() : nullptr;
    const QString focused = focus && focus->hasFocus() ? focus->objectName() : QString();
    const auto *line = qobject_cast<const QLineEdit *>(focus);
    const int cursor = line ? line->cursorPosition() : -1;
    m_filling = true;
    m_value = value;
    m_rows.clear();
    delete m_body;
    m_body = new QWidget(this);
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(ui::space::kL);
    addMembers(column, schema, &value, {});
    column->addStretch(1);
    m_column->addWidget(m_body);
    m_filling = false;
    if (!focused.isEmpty()) {
        if (auto *field = m_body->findChild<QWidget *>(focused)) {
            field->setFocus(Qt::OtherFocusReason);
            if (auto *edit = qobject_cast<QLineEdit *>(field); edit && cursor >= 0) {
                edit->setCursorPosition(cursor);
            }
        }
    }
}

void SchemaForm::tell(const flow::Path &path, std::optional<json::Value> value)
{
    if (!m_filling) {
        put(m_value, path, value);
        Q_EMIT edited(path, value);
    }
}

QLabel *SchemaForm::addLabel(QVBoxLayout *column, const QString &text, ui::TextStyle style, ui::Role role)
{
    auto *label = new QLabel(text, column->parentWidget());
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setFont(m_theme.font(style));
    QPalette colors = label->palette();
    colors.setColor(QPalette::WindowText, m_theme.color(role));
    label->setPalette(colors);
    column->addWidget(label);
    return label;
}

void SchemaForm::addMembers(QVBoxLayout *column, const json::Value &schema, const json::Value *value, const flow::Path &path)
{
    const auto *properties = json::find(schema, "properties");
    if (!properties || !properties->is_object() || path.size() > kMostDepth) {
        return;
    }
    const auto *required = json::find(schema, "required");
    for (const auto &member : properties->get_object()) {
        const auto *own = value ? json::find(*value, member.key()) : nullptr;
        bool needed = false;
        if (required && required->is_array()) {
            for (const auto &name : required->get_array()) {
                needed = needed || (name.is_string() && name.get_string() == member.key());
            }
        }
        const auto title = textOf(member.value(), "title");
        addRow(column, title.empty() ? titleOfKey(member.key()) : qstring(title), member.value(), own, path / std::string_view(member.key()), needed);
    }
}

void SchemaForm::addRow(QVBoxLayout *column, const QString &title, const json::Value &schema, const json::Value *value, const flow::Path &path, bool required)
{
    const auto kind = fieldKindOf(schema);
    auto *row = new QWidget(column->parentWidget());
    auto *inner = new QVBoxLayout(row);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(ui::space::kS);
    const QString help = qstring(textOf(schema, "description"));
    auto *head = new QHBoxLayout;
    head->setSpacing(ui::space::kS);
    auto *name = new QLabel(required ? tr("%1 (needed)").arg(title) : title, row);
    name->setFont(m_theme.font(ui::TextStyle::Strong));
    head->addWidget(name, 1);
    auto *reset = new QToolButton(row);
    reset->setIcon(m_theme.icon(QStringLiteral("restore")));
    reset->setAutoRaise(true);
    reset->setToolTip(tr("Back to the default"));
    reset->setAccessibleName(tr("%1: back to the default").arg(title));
    reset->setVisible(value && !m_readOnly);
    connect(reset, &QToolButton::clicked, this, [this, path] {
        tell(path, std::nullopt);
        Q_EMIT reshaped();
    });
    head->addWidget(reset);
    inner->addLayout(head);

    auto *field = makeField(schema, value, path, kind);
    const QString pointer = QString::fromStdString(flow::toPointer(path));
    if (field->objectName().isEmpty()) {
        field->setObjectName(pointer);
    }
    field->setAccessibleName(title);
    field->setAccessibleDescription(help);
    field->setEnabled(!m_readOnly);
    name->setBuddy(field);
    inner->addWidget(field);
    const QString range = rangeOf(schema);
    if (!help.isEmpty() || !range.isEmpty()) {
        addLabel(inner, help.isEmpty() ? range : range.isEmpty() ? help : tr("%1 (%2)").arg(help, range), ui::TextStyle::Small, ui::Role::TextMuted);
    }
    auto *problem = addLabel(inner, {}, ui::TextStyle::Small, ui::Role::Danger);
    problem->hide();
    m_rows[pointer.toStdString()] = {problem, field};
    column->addWidget(row);
}

QWidget *SchemaForm::makeField(const json::Value &schema, const json::Value *value, const flow::Path &path, FieldKind kind)
{
    const auto *fallback = json::find(schema, "default");
    const QString hint = fallback ? textOfValue(*fallback) : QString();
    const auto *examples = json::find(schema, "examples");
    const QString example = examples && examples->is_array() && !examples->get_array().empty() ? textOfValue(examples->get_array()[0]) : QString();
    const QString pointer = QString::fromStdString(flow::toPointer(path));
    const auto fromText = [this, path, kind, pointer](const QString &text) {
        const auto row = m_rows.find(pointer.toStdString());
        // An emptied entry of a list stays an entry; an emptied member goes.
        const bool entry = !path.empty() && std::holds_alternative<std::size_t>(path.back());
        if (text.isEmpty() && !entry) {
            tell(path, std::nullopt);
            return;
        }
        if (auto parsed = valueOfText(kind, text)) {
            tell(path, std::move(parsed));
        } else if (row != m_rows.end()) {
            row->second.problem->setText(kind == FieldKind::Json ? tr("This is not JSON yet.") : kind == FieldKind::Integer ? tr("Write a whole number or {{ an expression }}.") : tr("Write a number or {{ an expression }}."));
            row->second.problem->show();
        }
    };
    switch (kind) {
    case FieldKind::Switch:
        if (!value || value->is_bool()) {
            auto *box = new QCheckBox(tr("On"), this);
            const auto *shown = value ? value : fallback;
            box->setChecked(shown && shown->is_bool() && shown->get_bool());
            connect(box, &QCheckBox::toggled, this, [this, path](bool on) { tell(path, json::Value(on)); });
            return box;
        }
        break;
    case FieldKind::Choice: {
        auto *box = new QComboBox(this);
        const auto &choices = json::find(schema, "enum")->get_array();
        const auto *shown = value ? value : fallback;
        int current = -1;
        for (const auto &choice : choices) {
            if (shown && *shown == choice) {
                current = box->count();
            }
            box->addItem(textOfValue(choice));
        }
        if (current < 0 && value) {
            box->addItem(textOfValue(*value)); // what the file says, though it does not fit
            current = box->count() - 1;
        }
        box->setCurrentIndex(current);
        connect(box, &QComboBox::activated, this, [this, path, choices](int index) {
            if (static_cast<std::size_t>(index) < choices.size()) {
                tell(path, choices[static_cast<std::size_t>(index)]);
            }
        });
        return box;
    }
    case FieldKind::Object: {
        auto *group = new QFrame(this);
        group->setFrameShape(QFrame::StyledPanel);
        auto *column = new QVBoxLayout(group);
        column->setContentsMargins(ui::space::kL, ui::space::kM, ui::space::kL, ui::space::kM);
        addMembers(column, schema, value, path);
        return group;
    }
    case FieldKind::List:
        if (!value || value->is_array()) {
            return makeList(schema, value, path);
        }
        break;
    case FieldKind::LongText:
    case FieldKind::Expression:
    case FieldKind::Json: {
        auto *edit = new QPlainTextEdit(this);
        edit->setPlainText(value ? textOfValue(*value) : QString());
        edit->setFont(m_theme.font(kind == FieldKind::LongText ? ui::TextStyle::Body : ui::TextStyle::CodeSmall));
        edit->setPlaceholderText(hint.isEmpty() ? example : hint);
        edit->setTabChangesFocus(true);
        const auto fit = [edit] {
            const int lines = std::clamp(edit->document()->lineCount(), 2, kMostLines);
            edit->setFixedHeight(lines * edit->fontMetrics().lineSpacing() + 16);
        };
        fit();
        connect(edit, &QPlainTextEdit::textChanged, this, [edit, fromText, fit] {
            fit();
            fromText(edit->toPlainText());
        });
        return edit;
    }
    default:
        break;
    }
    auto *edit = new QLineEdit(this);
    edit->setText(value ? textOfValue(*value) : QString());
    edit->setPlaceholderText(hint.isEmpty() ? example : hint);
    if (kind == FieldKind::Secret) {
        // A reference may be read, a secret that stands there may not.
        edit->setEchoMode(isTemplate(edit->text()) || edit->text().isEmpty() ? QLineEdit::Normal : QLineEdit::Password);
        edit->setPlaceholderText(QStringLiteral("{{ secrets.NAME }}"));
    }
    connect(edit, &QLineEdit::textEdited, this, fromText);
    return edit;
}

QWidget *SchemaForm::makeList(const json::Value &schema, const json::Value *value, const flow::Path &path)
{
    const auto &items = *json::find(schema, "items");
    const auto kind = fieldKindOf(items);
    const auto entries = value ? value->get_array() : json::Array();
    auto *list = new QWidget(this);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(ui::space::kS);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        auto *row = new QHBoxLayout;
        auto *field = makeField(items, &entries[i], path / i, kind);
        field->setObjectName(QString::fromStdString(flow::toPointer(path / i)));
        field->setAccessibleName(tr("Entry %1").arg(i + 1));
        row->addWidget(field, 1);
        auto *remove = new QToolButton(list);
        remove->setIcon(m_theme.icon(QStringLiteral("delete")));
        remove->setAutoRaise(true);
        remove->setToolTip(tr("Remove this entry"));
        remove->setAccessibleName(tr("Remove entry %1").arg(i + 1));
        remove->setEnabled(!m_readOnly);
        connect(remove, &QToolButton::clicked, this, [this, path, i] {
            auto rest = arrayAt(m_value, path);
            if (i >= rest.size()) {
                return;
            }
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
            tell(path, json::Value(std::move(rest)));
            Q_EMIT reshaped();
        });
        row->addWidget(remove, 0, Qt::AlignTop);
        column->addLayout(row);
    }
    auto *add = new QToolButton(list);
    add->setText(tr("Add an entry"));
    add->setIcon(m_theme.icon(QStringLiteral("add")));
    add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add->setAutoRaise(true);
    add->setObjectName(QString::fromStdString(flow::toPointer(path)) + QStringLiteral("/+"));
    connect(add, &QToolButton::clicked, this, [this, path, kind, items] {
        auto more = arrayAt(m_value, path);
        const auto *fallback = json::find(items, "default");
        if (fallback) {
            more.push_back(*fallback);
        } else if (kind == FieldKind::Object) {
            json::Object entry;
            if (const auto *required = json::find(items, "required"); required && required->is_array()) {
                for (const auto &name : required->get_array()) {
                    entry.emplace(name.get_string(), "");
                }
            }
            more.push_back(std::move(entry));
        } else {
            more.push_back(kind == FieldKind::Number || kind == FieldKind::Integer ? json::Value(0) : kind == FieldKind::Switch ? json::Value(false) : json::Value(""));
        }
        tell(path, json::Value(std::move(more)));
        Q_EMIT reshaped();
    });
    column->addWidget(add, 0, Qt::AlignLeft);
    return list;
}

void SchemaForm::validate(const json::Schema &schema, const json::Value &value)
{
    json::Schema::Options options;
    options.accept = [](const json::Value &part) { return part.is_string() && std::string_view(part.get_string()).find("{{") != std::string_view::npos; };
    std::map<std::string, QString> found;
    for (const auto &violation : schema.validate(value, options)) {
        // Shown at the innermost field that holds the place; a missing member at its own field.
        auto pointer = violation.instancePath;
        if (violation.keyword == "required") {
            for (const auto &row : m_rows) {
                const auto slash = row.first.rfind('/');
                const auto name = row.first.substr(slash + 1);
                if (row.first.substr(0, slash) == pointer && violation.message.find("\"" + name + "\"") != std::string::npos) {
                    pointer = row.first;
                    break;
                }
            }
        }
        while (!pointer.empty() && !m_rows.contains(pointer)) {
            pointer.resize(pointer.rfind('/'));
        }
        found.emplace(pointer, QString::fromStdString(violation.message));
    }
    for (const auto &[pointer, row] : m_rows) {
        const auto problem = found.find(pointer);
        row.problem->setText(problem == found.end() ? QString() : problem->second);
        row.problem->setVisible(problem != found.end());
    }
}

std::map<std::string, QString> SchemaForm::problems() const
{
    std::map<std::string, QString> shown;
    for (const auto &[pointer, row] : m_rows) {
        if (!row.problem->text().isEmpty()) {
            shown.emplace(pointer, row.problem->text());
        }
    }
    return shown;
}

} // namespace signalbox::canvas

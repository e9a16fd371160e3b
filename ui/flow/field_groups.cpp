// SPDX-License-Identifier: GPL-3.0-or-later
// Fields that hold others: objects by their schema, objects by names of a person's own, lists, and flows that are
// written in place.
#include "ui/flow/schema_form.h"

#include "flow/config_fields.h"
#include "ui/flow/field_parts_p.h"
#include "ui/theme/style.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/text_label.h"

#include <QCoreApplication>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox::ui {

namespace {

// A line at the start of what belongs together.
class Bracket : public QWidget
{
public:
    Bracket(const Theme &theme, QWidget *content) : m_theme(theme)
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, space::kXs, 0, space::kXs);
        layout->setSpacing(0);
        layout->addWidget(content);
        content->setContentsMargins(0, 0, 0, 0);
        layoutDirectionChanged();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const int x = layoutDirection() == Qt::RightToLeft ? width() - 2 : 0;
        painter.fillRect(x, 0, 2, height(), m_theme.color(Role::Border));
    }
    void changeEvent(QEvent *event) override
    {
        QWidget::changeEvent(event);
        if (event->type() == QEvent::LayoutDirectionChange) {
            layoutDirectionChanged();
        }
    }

private:
    void layoutDirectionChanged()
    {
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        layout()->setContentsMargins(mirrored ? 0 : space::kL, space::kXs, mirrored ? space::kL : 0, space::kXs);
    }
    const Theme &m_theme;
};

class ObjectEditor : public FieldEditor
{
    Q_DECLARE_TR_FUNCTIONS(ObjectEditor)
public:
    ObjectEditor(const FieldSpec &spec, const FormContext &context, QWidget *parent) : FieldEditor(parent), m_spec(spec), m_form(new SchemaForm(readFields(spec.schema), context))
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        m_bracket = new Bracket(context.bench.theme(), m_form);
        layout->addWidget(m_bracket);
        m_open = new QPushButton(context.bench.theme().icon(QStringLiteral("add")), tr("Set up"));
        setButtonKind(m_open, ButtonKind::Quiet);
        layout->addWidget(m_open, 0, Qt::AlignLeading);
        connect(m_open, &QPushButton::clicked, this, [this] {
            m_wanted = true;
            fold();
            m_form->setFocus(Qt::TabFocusReason);
        });
        connect(m_form, &SchemaForm::edited, this, [this](const QString &name, const FieldValue &value, const MemberEdit &part) {
            m_lastEdit = part;
            m_lastEdit.path.insert(m_lastEdit.path.begin(), name.toStdString());
            m_lastEdit.kept = part.kept > 0 ? part.kept + 1 : m_spec.required ? 1 : 0;
            // Members that the schema does not know stay, and so does the order.
            if (value.value) {
                m_value[name.toStdString()] = *value.value;
            } else {
                m_value.stable_erase(name.toStdString());
            }
            m_isSet = !m_value.empty() || m_spec.required;
            Q_EMIT edited();
        });
        connect(m_form, &SchemaForm::finished, this, &FieldEditor::finished);
    }
    void setValue(const json::Value *value) override { setValues({value}); }
    void setMixed(bool) override {} // its members are
    void setValues(const FieldValues &values) override
    {
        const auto *value = values.front();
        m_isSet = std::any_of(values.begin(), values.end(), [](const json::Value *one) { return one != nullptr; });
        m_value = value && value->is_object() ? value->get_object() : json::Object();
        // The fields of an object that nobody set are not needed yet.
        std::vector<const json::Object *> objects;
        for (const auto *one : values) {
            objects.push_back(one ? one->if_object() : nullptr);
        }
        m_form->setValues(m_isSet ? objects : std::vector<const json::Object *>{nullptr});
        m_form->setEnabled(std::all_of(values.begin(), values.end(), [](const json::Value *one) { return !one || one->is_object(); }));
        fold();
        if (!m_isSet) {
            FieldProblems none;
            m_form->setProblems(none);
        }
    }
    MemberEdit lastEdit() const override { return m_lastEdit; }
    FieldValue value() const override { return m_isSet ? FieldValue{json::Value(m_value), {}} : FieldValue(); }
    void setProblems(FieldProblems &problems) override { m_form->setProblems(problems); }
    bool isGroup() const override { return true; }
    void setLabel(const QString &label) override
    {
        FieldEditor::setLabel(label);
        m_open->setAccessibleName(tr("Set up %1").arg(label));
    }

private:
    // What nobody has set and nobody must set takes one line.
    void fold()
    {
        const bool shown = m_isSet || m_spec.required || m_wanted;
        m_bracket->setVisible(shown);
        m_open->setVisible(!shown);
        setFocusProxy(shown ? static_cast<QWidget *>(m_form) : m_open);
    }

    FieldSpec m_spec;
    SchemaForm *m_form;
    QWidget *m_bracket;
    QPushButton *m_open;
    bool m_wanted = false;
    MemberEdit m_lastEdit;
    json::Object m_value;
    bool m_isSet = false;
};

// Rows that a person adds and removes: of a list, or of an object by names of one's own.
class RowsEditor : public FieldEditor
{
    Q_DECLARE_TR_FUNCTIONS(RowsEditor)
public:
    RowsEditor(const FieldSpec &spec, const FormContext &context, QWidget *parent) : FieldEditor(parent), m_spec(spec), m_context(context), m_isMap(spec.kind == FieldSpec::Kind::Map), m_rows(new QVBoxLayout)
    {
        const auto *element = m_isMap ? json::find(spec.schema, "additionalProperties") : flow::elementSchema(&m_spec.schema);
        m_element = readField("", element && element->is_object() ? *element : json::Value(json::Object()), true);
        if (m_element.kind == FieldSpec::Kind::Any || (m_isMap && m_element.kind == FieldSpec::Kind::Map)) {
            m_element.kind = FieldSpec::Kind::Any;
        }
        m_element.required = false;
        m_element.templates = spec.templates && m_element.templates;
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(space::kS);
        m_rows->setSpacing(space::kM);
        layout->addLayout(m_rows);
        m_different = new TextLabel(context.bench.theme(), differentValues(), TextStyle::Body, Role::TextMuted);
        m_different->hide();
        layout->addWidget(m_different);
        m_same = new QPushButton(context.bench.theme().icon(QStringLiteral("edit")), tr("Set the same for all"));
        setButtonKind(m_same, ButtonKind::Quiet);
        m_same->hide();
        layout->addWidget(m_same, 0, Qt::AlignLeading);
        auto *add = m_add = new QPushButton(context.bench.theme().icon(QStringLiteral("add")), m_isMap ? tr("Add field") : tr("Add entry"));
        setButtonKind(add, ButtonKind::Quiet);
        layout->addWidget(add, 0, Qt::AlignLeading);
        setFocusProxy(add);
        connect(m_same, &QPushButton::clicked, this, [this] {
            m_entries.clear();
            m_isReplacing = true;
            showMixed(false);
            m_add->click();
        });
        connect(add, &QPushButton::clicked, this, [this] {
            Entry entry;
            entry.value = m_element.kind == FieldSpec::Kind::Object ? json::Value(json::Object()) : m_element.kind == FieldSpec::Kind::List ? json::Value(json::Array()) : json::Value("");
            m_entries.push_back(std::move(entry));
            rebuild();
            if (auto *widget = m_rows->itemAt(m_rows->count() - 1)->widget()) {
                if (auto *first = widget->findChild<QWidget *>(QStringLiteral("first"))) {
                    first->setFocus(Qt::TabFocusReason);
                }
            }
            if (!m_isMap) {
                Q_EMIT edited();
            }
        });
    }

    // What a list has in common with others is not told entry by entry: none of it is shown, and all of it is replaced, or none.
    void setMixed(bool mixed) override
    {
        if (!mixed) {
            m_isReplacing = false;
            showMixed(false);
        } else if (!m_isReplacing) {
            m_entries.clear();
            rebuild();
            showMixed(true);
        }
    }

    void setValues(const FieldValues &values) override
    {
        const bool mixed = areDifferent(values);
        if (!mixed) {
            setValue(values.front());
        }
        setMixed(mixed);
    }

    void setValue(const json::Value *value) override
    {
        m_isSet = value != nullptr;
        std::vector<Entry> entries;
        if (value && value->is_array()) {
            for (const auto &element : value->get_array()) {
                entries.push_back({{}, element});
            }
        } else if (value && value->is_object()) {
            for (const auto &member : value->get_object()) {
                entries.push_back({std::string(member.key()), member.value()});
            }
        }
        // Rows without a name are not in the value yet; they stay.
        std::vector<Entry> known = m_entries;
        std::erase_if(known, [this](const Entry &entry) { return m_isMap && entry.key.empty(); });
        if (known == entries) {
            return;
        }
        const bool sameShape = m_entries.size() == entries.size();
        m_entries = std::move(entries);
        if (sameShape && m_editors.size() == m_entries.size()) {
            for (std::size_t i = 0; i < m_entries.size(); ++i) {
                m_editors[i].value->setValue(&m_entries[i].value);
                if (m_editors[i].key && m_editors[i].key->text().toStdString() != m_entries[i].key) {
                    m_editors[i].key->setText(qt(m_entries[i].key));
                }
            }
            return;
        }
        rebuild();
    }

    FieldValue value() const override
    {
        if (m_isMap) {
            json::Object object;
            for (const auto &entry : m_entries) {
                if (!entry.key.empty()) {
                    if (object.contains(entry.key)) {
                        return {std::nullopt, tr("Two fields are called “%1”.").arg(qt(entry.key))};
                    }
                    object[entry.key] = entry.value;
                }
            }
            return object.empty() && !m_spec.required ? FieldValue() : FieldValue{json::Value(std::move(object)), {}};
        }
        json::Array array;
        for (const auto &entry : m_entries) {
            array.push_back(entry.value);
        }
        return array.empty() && !m_spec.required ? FieldValue() : FieldValue{json::Value(std::move(array)), {}};
    }

    void setProblems(FieldProblems &problems) override
    {
        for (std::size_t i = 0; i < m_editors.size(); ++i) {
            std::string pointer;
            json::appendPointer(pointer, m_isMap ? m_entries[i].key : std::to_string(i));
            const QString prefix = qt(pointer);
            FieldProblems own;
            for (auto at = problems.begin(); at != problems.end();) {
                if (at.key() == prefix || at.key().startsWith(prefix + u'/')) {
                    own.insert(at.key().mid(prefix.size()), at.value());
                    // Forms show it themselves, single fields leave the words to the row around.
                    at = m_editors[i].value->isGroup() ? problems.erase(at) : ++at;
                } else {
                    ++at;
                }
            }
            m_editors[i].value->setWrong(!own.isEmpty());
            m_editors[i].value->setProblems(own);
        }
    }
    bool isGroup() const override { return m_element.kind == FieldSpec::Kind::Object; }
    void setLabel(const QString &label) override
    {
        FieldEditor::setLabel(label);
        m_label = label;
    }

private:
    struct Entry
    {
        std::string key;
        json::Value value;
        bool operator==(const Entry &) const = default;
    };
    struct Editors
    {
        QLineEdit *key = nullptr;
        FieldEditor *value = nullptr;
    };

    void showMixed(bool mixed)
    {
        m_different->setVisible(mixed);
        m_same->setVisible(mixed);
        m_add->setVisible(!mixed);
        setFocusProxy(mixed ? m_same : m_add);
    }

    void rebuild()
    {
        while (auto *item = m_rows->takeAt(0)) {
            if (auto *widget = item->widget()) {
                widget->hide();
                widget->deleteLater();
            }
            delete item;
        }
        m_editors.clear();
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            m_rows->addWidget(makeRow(i));
        }
    }

    QWidget *makeRow(std::size_t index)
    {
        const auto &theme = m_context.bench.theme();
        auto *row = new QWidget;
        Editors editors;
        editors.value = makeField(m_element, m_context, row);
        editors.value->setLabel(tr("%1, entry %2").arg(m_label).arg(index + 1));
        editors.value->setValue(&m_entries[index].value);
        connect(editors.value, &FieldEditor::edited, this, [this, index, editor = editors.value] {
            if (auto value = editor->value(); value.problem.isEmpty() || value.value) {
                m_entries[index].value = value.value ? std::move(*value.value) : json::Value("");
                Q_EMIT edited();
            }
        });
        connect(editors.value, &FieldEditor::finished, this, &FieldEditor::finished);
        auto *remove = iconButton(theme, QStringLiteral("close"), tr("Remove entry %1").arg(index + 1));
        connect(remove, &QToolButton::clicked, this, [this, index] {
            m_entries.erase(m_entries.begin() + static_cast<std::ptrdiff_t>(index));
            rebuild();
            Q_EMIT edited();
            Q_EMIT finished();
        });
        auto *layout = new QVBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(space::kXs);
        auto *head = new QHBoxLayout;
        head->setSpacing(space::kS);
        layout->addLayout(head);
        if (m_isMap) {
            editors.key = new QLineEdit(qt(m_entries[index].key));
            editors.key->setPlaceholderText(tr("Name"));
            editors.key->setAccessibleName(tr("%1, name of entry %2").arg(m_label).arg(index + 1));
            editors.key->setFont(theme.font(TextStyle::Code));
            editors.key->setObjectName(QStringLiteral("first"));
            connect(editors.key, &QLineEdit::textEdited, this, [this, index](const QString &text) {
                m_entries[index].key = text.toStdString();
                Q_EMIT edited();
            });
            connect(editors.key, &QLineEdit::editingFinished, this, &FieldEditor::finished);
            head->addWidget(editors.key, 1);
            head->addWidget(remove);
            layout->addWidget(editors.value);
        } else if (isGroup()) {
            head->addWidget(new TextLabel(theme, tr("Entry %1").arg(index + 1), TextStyle::Small, Role::TextMuted), 1);
            addMoves(head, index);
            head->addWidget(remove);
            layout->addWidget(editors.value);
        } else {
            editors.value->setObjectName(QStringLiteral("first"));
            head->addWidget(editors.value, 1);
            head->addWidget(remove, 0, Qt::AlignTop);
        }
        m_editors.push_back(editors);
        return row;
    }

    void addMoves(QHBoxLayout *head, std::size_t index)
    {
        const auto &theme = m_context.bench.theme();
        const auto move = [this, index](std::size_t other) {
            std::swap(m_entries[index], m_entries[other]);
            rebuild();
            Q_EMIT edited();
            Q_EMIT finished();
        };
        if (index > 0) {
            auto *up = iconButton(theme, QStringLiteral("chevron-up"), tr("Move entry %1 up").arg(index + 1));
            connect(up, &QToolButton::clicked, this, [move, index] { move(index - 1); });
            head->addWidget(up);
        }
        if (index + 1 < m_entries.size()) {
            auto *down = iconButton(theme, QStringLiteral("chevron-down"), tr("Move entry %1 down").arg(index + 1));
            connect(down, &QToolButton::clicked, this, [move, index] { move(index + 1); });
            head->addWidget(down);
        }
    }

    FieldSpec m_spec;
    FormContext m_context;
    bool m_isMap;
    FieldSpec m_element;
    QVBoxLayout *m_rows;
    TextLabel *m_different;
    QPushButton *m_same;
    QPushButton *m_add;
    bool m_isReplacing = false; ///< what differs is being written anew
    QString m_label;
    std::vector<Entry> m_entries;
    std::vector<Editors> m_editors;
    bool m_isSet = false;
};

// A flow in a flow is edited on the canvas.
class BodyEditor : public FieldEditor
{
    Q_DECLARE_TR_FUNCTIONS(BodyEditor)
public:
    BodyEditor(const FormContext &context, QWidget *parent) : FieldEditor(parent), m_button(new QPushButton(context.bench.theme().icon(QStringLiteral("node-subflow")), QString()))
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_button);
        setFocusProxy(m_button);
        connect(m_button, &QPushButton::clicked, this, [this, open = context.openBody] {
            if (!m_value) {
                m_value = json::Object{{"nodes", json::Array()}, {"edges", json::Array()}};
                Q_EMIT edited();
                Q_EMIT finished();
            }
            if (open) {
                open();
            }
        });
        setValue(nullptr);
    }
    void setValue(const json::Value *value) override
    {
        m_value = value ? std::optional(*value) : std::nullopt;
        const auto *nodes = value ? json::find(*value, "nodes") : nullptr;
        const int count = nodes && nodes->is_array() ? static_cast<int>(nodes->get_array().size()) : 0;
        m_button->setText(value ? tr("Open the body (%n nodes)", nullptr, count) : tr("Write the body here"));
    }
    void setMixed(bool) override {} // only of one node at a time
    FieldValue value() const override { return {m_value, {}}; }
    void setLabel(const QString &label) override
    {
        FieldEditor::setLabel(label);
        m_button->setAccessibleDescription(label);
    }

private:
    std::optional<json::Value> m_value;
    QPushButton *m_button;
};

} // namespace

FieldEditor *makeGroup(const FieldSpec &spec, const FormContext &context, QWidget *parent)
{
    switch (spec.kind) {
    case FieldSpec::Kind::Object: return new ObjectEditor(spec, context, parent);
    case FieldSpec::Kind::Body: return new BodyEditor(context, parent);
    default: return new RowsEditor(spec, context, parent);
    }
}

} // namespace signalbox::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, switches and choices, each of which may be a template instead, and what all fields share.
#include "ui/flow/field_editor.h"

#include "ui/flow/expression_preview.h"
#include "ui/flow/field_number_p.h"
#include "ui/flow/field_parts_p.h"
#include "ui/flow/text_field.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox::ui {

namespace {

bool isTemplate(const json::Value *value)
{
    return value && value->is_string() && std::string_view(value->get_string()).find("{{") != std::string_view::npos;
}

// A control of its own for a value, or a template in its place.
class ScalarEditor : public FieldEditor
{
    Q_DECLARE_TR_FUNCTIONS(ScalarEditor)
public:
    ScalarEditor(const FieldSpec &spec, const FormContext &context, QWidget *parent) : FieldEditor(parent), m_spec(spec), m_stack(new QStackedWidget)
    {
        auto *row = rowIn(this);
        row->addWidget(m_stack, 1);
        m_stack->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_stack->addWidget(makeControl(context));
        setFocusProxy(m_control);
        if (spec.templates) {
            m_text = new TextField(context.bench.theme(), TextField::Mode::Template);
            m_text->setNames(context.names);
            m_text->setPlaceholderText(QStringLiteral("{{ }}"));
            m_stack->addWidget(m_text);
            m_toggle = toggleButton(context.bench.theme(), QStringLiteral("{{ }}"), tr("A template instead of a fixed value"));
            row->addWidget(m_toggle, 0, Qt::AlignTop);
            connect(m_toggle, &QToolButton::toggled, this, [this](bool on) {
                showTemplate(on);
                if (!m_quiet && on) {
                    m_text->setFocus(Qt::OtherFocusReason);
                } else if (!m_quiet && !m_mixed) {
                    Q_EMIT edited();
                }
            });
            connect(m_text, &TextField::edited, this, [this] {
                if (m_mixed) {
                    // What is on the other page stands for no value of theirs any more.
                    m_quiet = true;
                    showMixed(false);
                    setControl(nullptr);
                    m_quiet = false;
                }
                tell();
            });
            connect(m_text, &TextField::finished, this, &FieldEditor::finished);
            addPreview(this, *m_text, context);
        }
        showTemplate(false);
    }

    void setValue(const json::Value *value) override
    {
        m_quiet = true;
        m_mixed = false;
        showMixed(false);
        const bool template_ = isTemplate(value);
        if (m_toggle && (template_ || !m_text->hasFocus())) {
            m_toggle->setChecked(template_);
            showTemplate(template_);
        }
        if (template_) {
            if (m_text) {
                m_text->setTextQuietly(qt(std::string_view(value->get_string())));
            }
        } else {
            setControl(value);
        }
        m_quiet = false;
    }

    FieldValue value() const override
    {
        if (m_toggle && m_toggle->isChecked()) {
            const auto text = m_text->text();
            return text.isEmpty() ? FieldValue{std::nullopt, {}} : FieldValue{json::Value(text.toStdString()), textProblem(m_spec, text)};
        }
        return controlValue();
    }

    void setMixed(bool mixed) override
    {
        m_mixed = mixed;
        if (!mixed) {
            return;
        }
        m_quiet = true;
        if (m_toggle && !m_text->hasFocus()) {
            m_text->setTextQuietly({});
            m_toggle->setChecked(false);
            showTemplate(false);
        }
        showMixed(true);
        m_quiet = false;
    }

    void setWrong(bool wrong) override
    {
        for (QWidget *widget : {static_cast<QWidget *>(m_control), static_cast<QWidget *>(m_text)}) {
            if (widget && widget->property("signalboxWrong").toBool() != wrong) {
                widget->setProperty("signalboxWrong", wrong);
                widget->update();
            }
        }
    }

    void setLabel(const QString &label) override
    {
        FieldEditor::setLabel(label);
        m_control->setAccessibleName(label);
        m_control->setAccessibleDescription(m_spec.help);
        if (m_text) {
            m_text->setAccessibleName(label);
        }
    }

private:
    QWidget *makeControl(const FormContext &context)
    {
        if (m_spec.kind == FieldSpec::Kind::Switch) {
            m_check = new QCheckBox(tr("Yes"));
            connect(m_check, &QCheckBox::clicked, this, [this] {
                m_check->setTristate(false);
                tell();
                Q_EMIT finished();
            });
            return m_control = m_check;
        }
        if (m_spec.kind == FieldSpec::Kind::Choice) {
            m_combo = new QuietCombo;
            for (const auto &choice : m_spec.choices) {
                const QString text = choice.is_string() ? qt(std::string_view(choice.get_string())) : qt(json::write(choice));
                m_combo->addItem(m_spec.standard && *m_spec.standard == choice ? tr("%1 (default)").arg(text) : text);
            }
            connect(m_combo, &QComboBox::activated, this, [this] {
                tell();
                Q_EMIT finished();
            });
            return m_control = m_combo;
        }
        if (m_spec.kind == FieldSpec::Kind::Flow) {
            m_combo = new QuietCombo;
            m_combo->setEditable(true);
            m_combo->addItems(context.localFlows);
            m_combo->addItems(context.bench.flows());
            m_combo->lineEdit()->setPlaceholderText(m_spec.placeholder);
            connect(m_combo, &QComboBox::editTextChanged, this, [this] {
                if (!m_quiet) {
                    tell();
                }
            });
            return m_control = m_combo;
        }
        m_number = new NumberBox(m_spec);
        connect(m_number->line(), &QLineEdit::textEdited, this, &ScalarEditor::tell);
        connect(m_number, &QAbstractSpinBox::editingFinished, this, &FieldEditor::finished);
        return m_control = m_number;
    }

    // Somebody typed or chose something: from here on it is one value.
    void tell()
    {
        m_mixed = false;
        Q_EMIT edited();
    }

    void showMixed(bool mixed)
    {
        const QString placeholder = mixed ? differentValues() : m_spec.placeholder;
        if (m_combo) {
            if (mixed) {
                m_combo->setCurrentIndex(-1);
                m_combo->setPlaceholderText(placeholder);
            }
            if (m_combo->isEditable()) {
                if (mixed) {
                    m_combo->clearEditText();
                }
                m_combo->lineEdit()->setPlaceholderText(placeholder);
            }
        } else if (m_number) {
            if (mixed) {
                m_number->line()->clear();
            }
            m_number->line()->setPlaceholderText(placeholder);
        } else if (m_check && mixed) {
            m_check->setTristate(true);
            m_check->setCheckState(Qt::PartiallyChecked);
        }
    }

    void setControl(const json::Value *value)
    {
        if (m_check) {
            m_check->setTristate(false);
            const auto *shown = value ? value : m_spec.standard ? &*m_spec.standard : nullptr;
            m_check->setChecked(shown && shown->is_bool() && shown->get_bool());
        } else if (m_combo && m_spec.kind == FieldSpec::Kind::Flow) {
            const QString text = value && value->is_string() ? qt(std::string_view(value->get_string())) : QString();
            if (m_combo->currentText() != text) {
                m_combo->setEditText(text);
            }
        } else if (m_combo) {
            const auto *shown = value ? value : m_spec.standard ? &*m_spec.standard : nullptr;
            const auto found = shown ? std::find(m_spec.choices.begin(), m_spec.choices.end(), *shown) : m_spec.choices.end();
            m_combo->setCurrentIndex(found == m_spec.choices.end() ? -1 : static_cast<int>(found - m_spec.choices.begin()));
        } else if (m_number) {
            const QString text = !value ? QString() : value->is_string() ? qt(std::string_view(value->get_string())) : qt(json::write(*value));
            const auto now = controlValue();
            // What is being typed and no number yet stays.
            const bool isTyping = m_number->line()->hasFocus() && !now.problem.isEmpty();
            if (!isTyping && ((value && (!now.value || *now.value != *value)) || (!value && now.value))) {
                m_number->line()->setText(text);
            }
        }
    }

    FieldValue controlValue() const
    {
        if (m_check) {
            return {json::Value(m_check->isChecked()), {}};
        }
        if (m_combo && m_spec.kind == FieldSpec::Kind::Flow) {
            const auto text = m_combo->currentText().toStdString();
            return text.empty() ? FieldValue{std::nullopt, {}} : FieldValue{json::Value(text), {}};
        }
        if (m_combo) {
            const int index = m_combo->currentIndex();
            return index < 0 ? FieldValue{std::nullopt, {}} : FieldValue{m_spec.choices[static_cast<std::size_t>(index)], {}};
        }
        if (m_number->line()->text().trimmed().isEmpty()) {
            return {std::nullopt, {}};
        }
        auto number = m_number->number();
        return number ? FieldValue{std::move(*number), {}} : FieldValue{std::nullopt, tr("This is no number.")};
    }

    void showTemplate(bool on)
    {
        if (m_text) {
            // The page that is not seen does not hold the height.
            m_stack->setCurrentIndex(on ? 1 : 0);
            m_text->setSizePolicy(QSizePolicy::Ignored, on ? QSizePolicy::Fixed : QSizePolicy::Ignored);
            setFocusProxy(on ? static_cast<QWidget *>(m_text) : m_control);
        }
    }

    FieldSpec m_spec;
    QStackedWidget *m_stack;
    QWidget *m_control = nullptr;
    QCheckBox *m_check = nullptr;
    QComboBox *m_combo = nullptr;
    NumberBox *m_number = nullptr;
    TextField *m_text = nullptr;
    QToolButton *m_toggle = nullptr;
    bool m_mixed = false; ///< the things have different values, and nothing was typed or chosen here since
    bool m_quiet = false;
};

} // namespace

QHBoxLayout *rowIn(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kXs);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kS);
    column->addLayout(row);
    return row;
}

void addPreview(QWidget *widget, TextField &field, const FormContext &context)
{
    if (context.previews && (field.mode() == TextField::Mode::Expression || field.mode() == TextField::Mode::Template)) {
        widget->layout()->addWidget(new ExpressionPreview(context.bench.theme(), field, *context.previews, widget));
    }
}

QToolButton *toggleButton(const Theme &theme, const QString &text, const QString &tip)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFont(theme.font(TextStyle::CodeSmall));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    return button;
}

QString differentValues()
{
    return FieldEditor::tr("Different values");
}

void FieldEditor::setValues(const FieldValues &values)
{
    setValue(values.front());
    setMixed(areDifferent(values));
}

bool areDifferent(const FieldValues &values)
{
    const auto *first = values.front();
    return std::any_of(values.begin() + 1, values.end(), [first](const json::Value *other) { return (first == nullptr) != (other == nullptr) || (first && *first != *other); });
}

FieldEditor *makeField(const FieldSpec &spec, const FormContext &context, QWidget *parent)
{
    FieldEditor *field = nullptr;
    switch (spec.kind) {
    case FieldSpec::Kind::Text:
    case FieldSpec::Kind::Expression:
    case FieldSpec::Kind::Any:
        field = makeText(spec, context, parent);
        break;
    case FieldSpec::Kind::Number:
    case FieldSpec::Kind::Integer:
    case FieldSpec::Kind::Switch:
    case FieldSpec::Kind::Choice:
    case FieldSpec::Kind::Flow:
        field = new ScalarEditor(spec, context, parent);
        break;
    case FieldSpec::Kind::Secret:
        field = makeSecret(spec, context, parent);
        break;
    default:
        field = makeGroup(spec, context, parent);
        break;
    }
    field->setLabel(spec.title);
    return field;
}

} // namespace signalbox::ui

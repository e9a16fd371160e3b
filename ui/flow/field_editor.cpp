// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of one value: texts, numbers, switches, choices, secrets, and any JSON.
#include "ui/flow/field_editor.h"

#include "ui/flow/expression_preview.h"
#include "ui/flow/secret_dialog.h"
#include "ui/flow/text_field.h"
#include "ui/theme/style.h"

#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace signalbox::ui {

namespace {

// A row, below which there is room for more.
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
    if (context.previews && field.mode() != TextField::Mode::Plain) {
        widget->layout()->addWidget(new ExpressionPreview(context.bench.theme(), field, *context.previews, widget));
    }
}

QToolButton *toggle(const Theme &theme, const QString &text, const QString &tip)
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

bool isTemplate(const json::Value *value)
{
    return value && value->is_string() && std::string_view(value->get_string()).find("{{") != std::string_view::npos;
}

TextField::Mode modeOf(const FieldSpec &spec)
{
    return spec.kind == FieldSpec::Kind::Expression ? TextField::Mode::Expression : spec.templates ? TextField::Mode::Template : TextField::Mode::Plain;
}

// Texts and expressions; with `any` also values of other kinds, as JSON.
class TextEditor : public FieldEditor
{
    Q_DECLARE_TR_FUNCTIONS(TextEditor)
public:
    TextEditor(const FieldSpec &spec, const FormContext &context, QWidget *parent) : FieldEditor(parent), m_spec(spec), m_text(new TextField(context.bench.theme(), modeOf(spec)))
    {
        auto *row = rowIn(this);
        row->addWidget(m_text, 1);
        m_text->setMultiLine(spec.multiLine);
        m_text->setPlaceholderText(spec.placeholder);
        if (spec.templates || spec.kind == FieldSpec::Kind::Expression) {
            m_text->setNames(context.names);
        }
        connect(m_text, &TextField::edited, this, &FieldEditor::edited);
        connect(m_text, &TextField::finished, this, &FieldEditor::finished);
        setFocusProxy(m_text);
        addPreview(this, *m_text, context);
        if (spec.kind == FieldSpec::Kind::Any) {
            m_json = toggle(context.bench.theme(), QStringLiteral("JSON"), tr("A value as JSON instead of a text"));
            row->addWidget(m_json, 0, Qt::AlignTop);
            connect(m_json, &QToolButton::toggled, this, [this](bool on) {
                m_text->setMode(on ? TextField::Mode::Json : TextField::Mode::Template);
                if (!m_quiet) {
                    const auto now = value();
                    if (now.problem.isEmpty()) {
                        Q_EMIT edited();
                    }
                }
            });
        }
    }

    void setValue(const json::Value *value) override
    {
        m_mixed = false;
        m_text->setPlaceholderText(m_spec.placeholder);
        if (m_json) {
            // A text that is being made into JSON is not JSON yet.
            const bool isJson = value && !value->is_string();
            if (isJson || !m_text->hasFocus()) {
                m_quiet = true;
                m_json->setChecked(isJson);
                m_quiet = false;
            }
        }
        if (!value) {
            if (!m_text->hasFocus() || this->value().problem.isEmpty()) {
                m_text->setTextQuietly({});
            }
            return;
        }
        if (value->is_string()) {
            m_text->setTextQuietly(qt(std::string_view(value->get_string())));
        } else if (const auto now = this->value(); !now.value || *now.value != *value) {
            m_text->setTextQuietly(qt(json::writePretty(*value)));
        }
    }

    FieldValue value() const override
    {
        const auto text = m_text->text().toStdString();
        if (text.empty()) {
            // An empty text is absent unless it must be there.
            return m_spec.required && m_spec.kind != FieldSpec::Kind::Any ? FieldValue{json::Value(text), {}} : FieldValue{std::nullopt, {}};
        }
        if (m_json ? m_json->isChecked() : m_spec.kind != FieldSpec::Kind::Text && m_spec.kind != FieldSpec::Kind::Expression && m_spec.kind != FieldSpec::Kind::Secret && m_spec.kind != FieldSpec::Kind::Flow) {
            auto parsed = json::parse(text);
            return parsed ? FieldValue{std::move(*parsed), {}} : FieldValue{std::nullopt, textOf(parsed.error())};
        }
        return {json::Value(text), textProblem(m_spec, m_text->text())};
    }

    void setMixed(bool mixed) override
    {
        m_mixed = mixed;
        if (mixed) {
            m_text->setTextQuietly({});
            m_text->setPlaceholderText(tr("Different values"));
        }
    }
    void setWrong(bool wrong) override { m_text->setWrong(wrong); }
    void setLabel(const QString &label) override
    {
        FieldEditor::setLabel(label);
        m_text->setAccessibleName(label);
        m_text->setAccessibleDescription(m_spec.help);
    }

private:
    FieldSpec m_spec;
    TextField *m_text;
    QToolButton *m_json = nullptr;
    bool m_mixed = false;
    bool m_quiet = false;
};

// Whole numbers of 64 bits and decimal ones in one box with steps.
class NumberBox : public QAbstractSpinBox
{
public:
    explicit NumberBox(const FieldSpec &spec) : m_spec(spec)
    {
        lineEdit()->setPlaceholderText(spec.placeholder);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    QLineEdit *line() const { return lineEdit(); }
    void stepBy(int steps) override
    {
        bool known = false;
        double now = locale().toDouble(lineEdit()->text(), &known);
        if (!known) {
            now = m_spec.standard && m_spec.standard->is_number() ? m_spec.standard->to_number<double>() : m_spec.least.value_or(0);
        }
        const double step = m_spec.kind == FieldSpec::Kind::Integer ? 1 : 0.1;
        now += steps * step;
        now = std::clamp(now, m_spec.least.value_or(-1e15), m_spec.most.value_or(1e15));
        lineEdit()->setText(m_spec.kind == FieldSpec::Kind::Integer ? QString::number(static_cast<qint64>(now)) : QString::number(now, 'g', 12));
        Q_EMIT lineEdit()->textEdited(lineEdit()->text());
    }

protected:
    StepEnabled stepEnabled() const override { return StepUpEnabled | StepDownEnabled; }
    void wheelEvent(QWheelEvent *event) override { event->ignore(); } // the form scrolls; numbers do not change by accident

private:
    FieldSpec m_spec;
};

class QuietCombo : public QComboBox
{
protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

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
            m_toggle = toggle(context.bench.theme(), QStringLiteral("{{ }}"), tr("A template instead of a fixed value"));
            row->addWidget(m_toggle, 0, Qt::AlignTop);
            connect(m_toggle, &QToolButton::toggled, this, [this](bool on) {
                showTemplate(on);
                if (!m_quiet && on) {
                    m_text->setFocus(Qt::OtherFocusReason);
                } else if (!m_quiet) {
                    Q_EMIT edited();
                }
            });
            connect(m_text, &TextField::edited, this, &FieldEditor::edited);
            connect(m_text, &TextField::finished, this, &FieldEditor::finished);
            addPreview(this, *m_text, context);
        }
        showTemplate(false);
    }

    void setValue(const json::Value *value) override
    {
        m_quiet = true;
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
        if (!mixed) {
            return;
        }
        m_quiet = true;
        if (m_combo) {
            m_combo->setCurrentIndex(-1);
            m_combo->setPlaceholderText(tr("Different values"));
        } else if (m_number) {
            m_number->line()->clear();
            m_number->line()->setPlaceholderText(tr("Different values"));
        } else if (m_check) {
            m_check->setTristate(true);
            m_check->setCheckState(Qt::PartiallyChecked);
        }
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
                Q_EMIT edited();
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
                Q_EMIT edited();
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
                    Q_EMIT edited();
                }
            });
            return m_control = m_combo;
        }
        m_number = new NumberBox(m_spec);
        connect(m_number->line(), &QLineEdit::textEdited, this, &FieldEditor::edited);
        connect(m_number, &QAbstractSpinBox::editingFinished, this, &FieldEditor::finished);
        return m_control = m_number;
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
            if ((value && (!now.value || *now.value != *value)) || (!value && now.value)) {
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
        const QString text = m_number->line()->text().trimmed();
        if (text.isEmpty()) {
            return {std::nullopt, {}};
        }
        auto parsed = json::parse(text.toStdString());
        if (!parsed || !parsed->is_number()) {
            return {std::nullopt, tr("This is no number.")};
        }
        return {std::move(*parsed), {}};
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
    bool m_quiet = false;
};

// A secret is chosen by its name; a value is never written into a flow.
class SecretEditor : public FieldEditor
{
    Q_DECLARE_TR_FUNCTIONS(SecretEditor)
public:
    SecretEditor(const FieldSpec &spec, const FormContext &context, QWidget *parent) : FieldEditor(parent), m_bench(context.bench), m_combo(new QuietCombo)
    {
        auto *row = rowIn(this);
        row->addWidget(m_combo, 1);
        m_combo->setPlaceholderText(tr("Choose a secret"));
        m_combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_spec = spec;
        auto *add = new QToolButton;
        add->setIcon(m_bench.theme().icon(QStringLiteral("add")));
        add->setAutoRaise(true);
        add->setToolTip(tr("New secret…"));
        add->setAccessibleName(tr("New secret"));
        row->addWidget(add);
        setFocusProxy(m_combo);
        fill();
        connect(&m_bench, &Workbench::namesChanged, this, &SecretEditor::fill);
        connect(m_combo, &QComboBox::activated, this, [this] {
            Q_EMIT edited();
            Q_EMIT finished();
        });
        connect(add, &QToolButton::clicked, this, [this] {
            auto *dialog = new SecretDialog(m_bench, this);
            connect(dialog, &SecretDialog::chosen, this, [this](const QString &name) {
                m_now = QStringLiteral("{{ secrets.%1 }}").arg(name);
                fill();
                Q_EMIT edited();
                Q_EMIT finished();
            });
            dialog->open();
        });
    }

    void setValue(const json::Value *value) override
    {
        m_now = value && value->is_string() ? qt(std::string_view(value->get_string())) : QString();
        fill();
    }
    FieldValue value() const override
    {
        const QString text = m_combo->currentData().toString();
        return text.isEmpty() ? FieldValue{std::nullopt, {}} : FieldValue{json::Value(text.toStdString()), {}};
    }
    void setWrong(bool wrong) override
    {
        m_combo->setProperty("signalboxWrong", wrong);
        m_combo->update();
    }
    void setLabel(const QString &label) override
    {
        FieldEditor::setLabel(label);
        m_combo->setAccessibleName(label);
    }

private:
    void fill()
    {
        m_combo->clear();
        for (const auto &name : m_bench.secrets()) {
            m_combo->addItem(m_bench.theme().icon(QStringLiteral("lock")), name, QStringLiteral("{{ secrets.%1 }}").arg(name));
        }
        int at = m_now.isEmpty() ? -1 : m_combo->findData(m_now);
        if (at < 0 && !m_now.isEmpty()) {
            // What stands there is shown only where it is a reference: anything else may be a secret itself.
            const bool isReference = m_now.startsWith(QStringLiteral("{{"));
            m_combo->addItem(isReference ? m_now : tr("A text in the flow itself"), m_now);
            at = m_combo->count() - 1;
        }
        m_combo->setCurrentIndex(at);
    }

    Workbench &m_bench;
    QComboBox *m_combo;
    FieldSpec m_spec;
    QString m_now;
};

} // namespace

FieldEditor *makeField(const FieldSpec &spec, const FormContext &context, QWidget *parent)
{
    FieldEditor *field = nullptr;
    switch (spec.kind) {
    case FieldSpec::Kind::Text:
    case FieldSpec::Kind::Expression:
    case FieldSpec::Kind::Any:
        field = new TextEditor(spec, context, parent);
        break;
    case FieldSpec::Kind::Number:
    case FieldSpec::Kind::Integer:
    case FieldSpec::Kind::Switch:
    case FieldSpec::Kind::Choice:
    case FieldSpec::Kind::Flow:
        field = new ScalarEditor(spec, context, parent);
        break;
    case FieldSpec::Kind::Secret:
        field = new SecretEditor(spec, context, parent);
        break;
    default:
        field = makeGroup(spec, context, parent);
        break;
    }
    field->setLabel(spec.title);
    return field;
}

} // namespace signalbox::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/field_offers_p.h"
#include "ui/flow/field_parts_p.h"
#include "ui/flow/text_field.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QToolButton>

namespace signalbox::ui {

namespace {

TextField::Mode modeOf(const FieldSpec &spec)
{
    return spec.kind == FieldSpec::Kind::Expression ? TextField::Mode::Expression : spec.code ? TextField::Mode::Code : spec.templates ? TextField::Mode::Template : TextField::Mode::Plain;
}

// Code has everything in scope but these.
std::function<QStringList()> withoutSecrets(const std::function<QStringList()> &names)
{
    return [names] {
        auto list = names ? names() : QStringList();
        list.removeIf([](const QString &name) { return name.startsWith(QLatin1String("secrets")); });
        return list;
    };
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
        if (spec.templates || spec.code || spec.kind == FieldSpec::Kind::Expression) {
            m_text->setNames(spec.code ? withoutSecrets(context.names) : context.names);
        }
        connect(m_text, &TextField::edited, this, &TextEditor::tell);
        connect(m_text, &TextField::finished, this, &FieldEditor::finished);
        setFocusProxy(m_text);
        addPreview(this, *m_text, context);
        addOffer(row, context);
        if (spec.kind == FieldSpec::Kind::Any) {
            m_json = toggleButton(context.bench.theme(), QStringLiteral("JSON"), tr("A value as JSON instead of a text"));
            row->addWidget(m_json, 0, Qt::AlignTop);
            connect(m_json, &QToolButton::toggled, this, [this](bool on) {
                m_text->setMode(on ? TextField::Mode::Json : TextField::Mode::Template);
                if (!m_quiet && !m_mixed) {
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
        } else if (const auto now = this->value(); now.value ? *now.value != *value : now.problem.isEmpty() || !m_text->hasFocus()) {
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
        if (m_json && m_json->isChecked()) {
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
            m_text->setPlaceholderText(differentValues());
        }
    }
    void setWrong(bool wrong) override { m_text->setWrong(wrong); }
    void setLabel(const QString &label) override
    {
        FieldEditor::setLabel(label);
        m_text->setAccessibleName(label);
        m_text->setAccessibleDescription(m_spec.help);
        if (m_offer) {
            m_offer->setAccessibleName(tr("Choose %1").arg(label));
        }
    }

private:
    // Somebody typed or chose something: from here on it is one value.
    void tell()
    {
        m_mixed = false;
        Q_EMIT edited();
    }

    void addOffer(QHBoxLayout *row, const FormContext &context)
    {
        using Offer = FieldSpec::Offer;
        const bool isModel = m_spec.offer == Offer::Providers || m_spec.offer == Offer::Models;
        if (isModel && context.models) {
            m_offer = new ModelOffer(context, *m_text, m_spec.offer, this);
            row->addWidget(m_offer, 0, Qt::AlignTop);
        } else if (m_spec.offer != Offer::Nothing && !isModel && context.findFolder && context.bench.link().isLocal()) {
            auto *offer = new PathOffer(context, m_spec, this);
            m_offer = offer;
            row->addWidget(m_offer, 0, Qt::AlignTop);
            connect(offer, &PathOffer::chosen, this, [this](const QString &path) {
                m_text->setTextQuietly(path);
                tell();
                Q_EMIT finished();
            });
        }
    }

    FieldSpec m_spec;
    TextField *m_text;
    QToolButton *m_offer = nullptr;
    QToolButton *m_json = nullptr;
    bool m_mixed = false; ///< the things have different values, and nothing was typed or chosen here since
    bool m_quiet = false;
};

} // namespace

FieldEditor *makeText(const FieldSpec &spec, const FormContext &context, QWidget *parent)
{
    return new TextEditor(spec, context, parent);
}

} // namespace signalbox::ui

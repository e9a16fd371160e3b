// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/field_parts_p.h"
#include "ui/flow/secret_dialog.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QToolButton>

namespace signalbox::ui {

namespace {

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
                m_now = secretReference(name);
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
        m_combo->setPlaceholderText(tr("Choose a secret"));
        fill();
    }
    void setMixed(bool mixed) override
    {
        if (mixed) {
            m_now.clear();
            fill();
            m_combo->setPlaceholderText(differentValues());
        }
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
            m_combo->addItem(m_bench.theme().icon(QStringLiteral("lock")), name, secretReference(name));
        }
        // However the reference is written, it is of that secret.
        const QString named = m_now.isEmpty() ? QString() : secretOf(m_now);
        int at = m_now.isEmpty() ? -1 : m_combo->findData(named.isEmpty() ? m_now : secretReference(named));
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

FieldEditor *makeSecret(const FieldSpec &spec, const FormContext &context, QWidget *parent)
{
    return new SecretEditor(spec, context, parent);
}

} // namespace signalbox::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/input_dialog.h"

#include "ui/flow/text_field.h"
#include "ui/widgets/text_label.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace signalbox::ui {

InputDialog::InputDialog(Workbench &bench, const json::Value &schema, const json::Value &input, QWidget *parent)
    : QDialog(parent)
    , m_hint(new TextLabel(bench.theme(), tr("Expressions see it as “input” in the first nodes. It is kept for the next run."), TextStyle::Small, Role::TextMuted))
    , m_problem(new TextLabel(bench.theme(), QString(), TextStyle::Small, Role::Danger))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Run with input"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kXl, space::kXl, space::kXl, space::kXl);
    layout->setSpacing(space::kL);
    m_hint->setWordWrap(true);
    layout->addWidget(m_hint);
    auto fields = readFields(schema);
    if (!fields.empty()) {
        for (auto &field : fields) {
            // An input is a value, not a template.
            field.templates = false;
        }
        m_object = input.is_object() ? input.get_object() : json::Object();
        const FormContext context{.bench = bench, .names = {}, .localFlows = {}, .openBody = {}, .findFolder = {}, .beside = {}};
        m_form = new SchemaForm(fields, context);
        m_form->setValue(&m_object);
        connect(m_form, &SchemaForm::edited, this, [this](const QString &name, const FieldValue &value) {
            if (value.value) {
                m_object[name.toStdString()] = *value.value;
            } else {
                m_object.stable_erase(name.toStdString());
            }
            m_form->setValue(&m_object);
        });
        auto *area = new QScrollArea;
        area->setFrameShape(QFrame::NoFrame);
        area->setWidgetResizable(true);
        area->setWidget(m_form);
        layout->addWidget(area, 1);
    } else {
        m_text = new TextField(bench.theme(), TextField::Mode::Json);
        m_text->setAccessibleName(tr("Input as JSON"));
        m_text->setTextQuietly(input.is_null() ? QStringLiteral("{}") : qt(json::writePretty(input)));
        layout->addWidget(m_text);
        layout->addStretch(1);
    }
    m_problem->setWordWrap(true);
    m_problem->hide();
    layout->addWidget(m_problem);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto *run = buttons->addButton(tr("Run"), QDialogButtonBox::AcceptRole);
    run->setIcon(bench.theme().icon(QStringLiteral("run-filled"), Role::OnAccent));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    run->setDefault(true); // only a button that is in its dialog can be
    resize(480, m_form ? 420 : 260);
}

void InputDialog::setTexts(const QString &title, const QString &hint)
{
    setWindowTitle(title);
    m_hint->setText(hint);
}

void InputDialog::accept()
{
    json::Value input = m_object;
    if (m_text) {
        auto parsed = json::parse(m_text->text().trimmed().isEmpty() ? "null" : m_text->text().toStdString());
        if (!parsed) {
            m_problem->setText(textOf(parsed.error()));
            m_problem->show();
            m_text->setWrong(true);
            return;
        }
        input = std::move(*parsed);
    }
    // A text that is no value leaves the one before it in the input: that is not what the person means to send.
    for (auto *editor : m_form ? m_form->findChildren<FieldEditor *>() : QList<FieldEditor *>()) {
        const auto typed = editor->value();
        if (!typed.value && !typed.problem.isEmpty()) {
            m_problem->setText(tr("“%1”: %2").arg(editor->accessibleName(), typed.problem));
            m_problem->show();
            editor->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    Q_EMIT chosen(input);
    QDialog::accept();
}

} // namespace signalbox::ui

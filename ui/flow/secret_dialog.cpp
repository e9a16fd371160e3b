// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/secret_dialog.h"

#include "ui/widgets/text_label.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QRegularExpressionValidator>

namespace signalbox::ui {

SecretDialog::SecretDialog(Workbench &bench, QWidget *parent) : QDialog(parent), m_bench(bench), m_name(new QLineEdit), m_value(new QLineEdit)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New secret"));
    auto *form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setSpacing(space::kS);
    m_name->setAccessibleName(tr("Name"));
    m_name->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[A-Za-z_][A-Za-z0-9_.-]{0,127}")), this));
    m_name->setPlaceholderText(QStringLiteral("shopToken"));
    m_value->setAccessibleName(tr("Value"));
    m_value->setEchoMode(QLineEdit::Password);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Value"), m_value);
    auto *hint = new TextLabel(bench.theme(), tr("The value is sealed by the backend. Flows hold the name only."), TextStyle::Small, Role::TextMuted);
    hint->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto *store = buttons->addButton(tr("Store"), QDialogButtonBox::AcceptRole);
    store->setDefault(true);
    store->setEnabled(false);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (auto *line : {m_name, m_value}) {
        connect(line, &QLineEdit::textChanged, this, [this, store] { store->setEnabled(m_name->hasAcceptableInput() && !m_value->text().isEmpty()); });
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kXl, space::kXl, space::kXl, space::kXl);
    layout->setSpacing(space::kL);
    layout->addLayout(form);
    layout->addWidget(hint);
    layout->addWidget(buttons);
    setMinimumWidth(360);
}

void SecretDialog::accept()
{
    const QString name = m_name->text();
    m_bench.setSecret(name, m_value->text());
    m_value->clear();
    Q_EMIT chosen(name);
    QDialog::accept();
}

} // namespace signalbox::ui

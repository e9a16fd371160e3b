// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connection_dialog.h"

#include "ui/theme/style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QUrl>

namespace signalbox::ui {

ConnectionDialog::ConnectionDialog(const Theme &theme, const ConnectionChoice &current, QWidget *parent)
    : QDialog(parent)
    , m_embedded(new QRadioButton(tr("This computer")))
    , m_remote(new QRadioButton(tr("A server")))
    , m_address(new QLineEdit(current.address))
    , m_token(new QLineEdit(current.token))
    , m_banner(new Banner(theme))
    , m_connect(new QPushButton(tr("Connect")))
    , m_fields(new QWidget)
{
    setWindowTitle(tr("Backend"));
    setAccessibleName(tr("Choose the backend"));
    auto *title = new TextLabel(theme, tr("Where do flows run?"), TextStyle::Heading);
    title->setWordWrap(true);
    auto *here = new TextLabel(theme, tr("Flows, runs and secrets stay in your data folder. Nothing else is needed."), TextStyle::Small, Role::TextMuted);
    auto *there = new TextLabel(theme, tr("Flows run on a hosted backend, and go on while this window is closed."), TextStyle::Small, Role::TextMuted);
    for (auto *text : {here, there}) {
        text->setWordWrap(true);
        text->setContentsMargins(26, 0, 0, 0);
    }
    m_embedded->setAccessibleDescription(here->text());
    m_remote->setAccessibleDescription(there->text());
    m_embedded->setChecked(current.kind == ConnectionChoice::Kind::Embedded);
    m_remote->setChecked(current.kind == ConnectionChoice::Kind::Remote);
    m_address->setPlaceholderText(QStringLiteral("https://signalbox.example:8443"));
    m_address->setLayoutDirection(Qt::LeftToRight);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setLayoutDirection(Qt::LeftToRight);
    auto *form = new QFormLayout(m_fields);
    form->setContentsMargins(26, space::kS, 0, 0);
    form->setSpacing(space::kM);
    form->setVerticalSpacing(space::kS);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->addRow(tr("&Address"), m_address);
    form->addRow(tr("&Token"), m_token);
    m_address->setAccessibleName(tr("Address of the server"));
    m_token->setAccessibleName(tr("Token"));
    m_connect->setDefault(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_connect, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);

    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(space::kXxl, space::kXl, space::kXxl, space::kXl);
    inside->setSpacing(space::kS);
    inside->addWidget(title);
    inside->addSpacing(space::kL);
    inside->addWidget(m_embedded);
    inside->addWidget(here);
    inside->addSpacing(space::kL);
    inside->addWidget(m_remote);
    inside->addWidget(there);
    inside->addWidget(m_fields);
    inside->addSpacing(space::kXl);
    inside->addStretch();
    inside->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(inside, 1);
    setMinimumWidth(480);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, [this] {
        m_banner->hide();
        Q_EMIT chosen(choice());
    });
    connect(m_remote, &QRadioButton::toggled, this, &ConnectionDialog::refresh);
    connect(m_address, &QLineEdit::textChanged, this, &ConnectionDialog::refresh);
    connect(m_token, &QLineEdit::textChanged, this, &ConnectionDialog::refresh);
    refresh();
}

ConnectionChoice ConnectionDialog::choice() const
{
    if (m_embedded->isChecked()) {
        return {};
    }
    return {ConnectionChoice::Kind::Remote, m_address->text().trimmed(), m_token->text()};
}

QString ConnectionDialog::addressProblem() const
{
    const QUrl url(m_address->text().trimmed(), QUrl::StrictMode);
    const bool knownScheme = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("ws")
        || url.scheme() == QLatin1String("wss");
    if (!url.isValid() || !knownScheme || url.host().isEmpty()) {
        return tr("An address begins with https:// and names a server.");
    }
    if (!url.userInfo().isEmpty() || url.hasQuery()) {
        return tr("Leave the token out of the address; it has a field of its own.");
    }
    return {};
}

void ConnectionDialog::refresh()
{
    const bool remote = m_remote->isChecked();
    m_fields->setVisible(remote);
    const QString problem = remote && !m_address->text().isEmpty() ? addressProblem() : QString();
    m_address->setProperty("signalboxWrong", !problem.isEmpty());
    m_address->setToolTip(problem);
    m_address->setAccessibleDescription(problem);
    m_address->update();
    m_connect->setEnabled(!remote || (!m_address->text().isEmpty() && problem.isEmpty() && !m_token->text().isEmpty()));
}

void ConnectionDialog::setBusy(bool busy)
{
    for (QWidget *widget : {static_cast<QWidget *>(m_embedded), static_cast<QWidget *>(m_remote), m_fields}) {
        widget->setEnabled(!busy);
    }
    m_connect->setText(busy ? tr("Connecting …") : tr("Connect"));
    busy ? m_connect->setEnabled(false) : refresh();
}

void ConnectionDialog::setError(const QString &text)
{
    setBusy(false);
    m_banner->say(Banner::Kind::Danger, text);
}

} // namespace signalbox::ui

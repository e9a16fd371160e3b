// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/vaults_menu.h"

#include "ui/models/source_dialog.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"
#include "ui/words/words.h"

#include <QAction>
#include <QMenu>

namespace signalbox::ui {

using runs::fromUtf8;

namespace {

// A name that a person gave is no mnemonic.
QString menuText(const QString &id)
{
    return QString(id).replace(u'&', QStringLiteral("&&"));
}

} // namespace

VaultsMenu::VaultsMenu(const Theme &theme, QAction *first, QWidget *pane)
    : QObject(pane)
    , m_theme(theme)
    , m_pane(pane)
    , m_action(paneAction(theme, pane, QStringLiteral("remote"), tr("Vaults elsewhere")))
    , m_first(first)
    , m_connect(paneAction(theme, pane, {}, tr("Connect a vault…")))
    , m_menu(new QMenu(pane))
{
    m_action->setMenu(m_menu);
    connect(m_connect, &QAction::triggered, this, &VaultsMenu::connectVault);
    fill();
}

VaultsMenu::~VaultsMenu()
{
    delete m_dialog.data();
}

SourceDialog *VaultsMenu::dialog() const
{
    return m_dialog;
}

void VaultsMenu::setClient(client::Client *client)
{
    m_reading.renew();
    m_acting.renew();
    delete m_dialog.data();
    m_client = client;
    m_sources.clear();
    fill();
}

void VaultsMenu::reload()
{
    if (m_client) {
        m_reading.renew();
        m_reading.start([this](std::stop_token stop) { return read(this, m_client, stop); });
    }
}

QStringList VaultsMenu::vaults() const
{
    QStringList ids;
    for (const auto &source : m_sources) {
        ids << fromUtf8(source.id);
    }
    return ids;
}

QMenu *VaultsMenu::menuOf(const QString &id) const
{
    for (const auto *action : m_menu->actions()) {
        if (action->menu() && action->data().toString() == id) {
            return action->menu();
        }
    }
    return nullptr;
}

void VaultsMenu::fill()
{
    m_action->setEnabled(m_client != nullptr);
    for (auto *action : m_menu->actions()) {
        if (auto *former = action->menu()) {
            former->deleteLater();
        }
    }
    m_menu->clear(); // what others own stays
    m_menu->addActions({m_first, m_connect});
    if (!m_sources.empty()) {
        m_menu->addSeparator();
    }
    for (const auto &source : m_sources) {
        const QString id = fromUtf8(source.id);
        auto *menu = m_menu->addMenu(menuText(id));
        menu->menuAction()->setData(id);
        connect(menu->addAction(tr("&Check")), &QAction::triggered, this, [this, id] {
            m_acting.start([this, id](std::stop_token stop) { return check(this, m_client, id, stop); });
        });
        connect(menu->addAction(tr("C&hange…")), &QAction::triggered, this, [this, id] { edit(id); });
        connect(menu->addAction(tr("&Remove…")), &QAction::triggered, this, [this, id] { Q_EMIT removalAsked(id); });
    }
}

void VaultsMenu::edit(const QString &id)
{
    if (!m_client) {
        return;
    }
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    const auto at = std::ranges::find(m_sources, id.toStdString(), &api::SecretSource::id);
    m_dialog = new SourceDialog(m_theme, *m_client, at == m_sources.end() ? api::SecretSource() : *at, vaults(), m_pane);
    connect(m_dialog, &SourceDialog::stored, this, [this] {
        reload();
        Q_EMIT changed();
    });
    connect(m_dialog, &QDialog::finished, this, [this] { m_dialog.clear(); });
    m_dialog->open();
}

void VaultsMenu::remove(const QString &id)
{
    if (m_client) {
        m_acting.start([this, id](std::stop_token stop) { return carryOutRemove(this, m_client, id, stop); });
    }
}

Task<void> VaultsMenu::read(VaultsMenu *self, client::Client *client, std::stop_token stop)
{
    const api::Nothing nothing;
    auto list = co_await client->call<api::SourcesList>(nothing, stop);
    if (stop.stop_requested() || !list) {
        co_return; // whoever may not see the secrets is told so by their list
    }
    self->m_sources = std::move(list->sources);
    self->fill();
}

Task<void> VaultsMenu::check(VaultsMenu *self, client::Client *client, QString id, std::stop_token stop)
{
    api::SourceTestParams asked;
    asked.id = id.toStdString();
    auto done = co_await client->call<api::SourcesTest>(std::move(asked), stop);
    if (!stop.stop_requested()) {
        Q_EMIT self->said(done.ok(), done ? tr("The vault %1 answers and lets us in.").arg(id) : words::sentence(done.error()));
    }
}

Task<void> VaultsMenu::carryOutRemove(VaultsMenu *self, client::Client *client, QString id, std::stop_token stop)
{
    api::SecretSourceId params{id.toStdString()};
    auto done = co_await client->call<api::SourcesRemove>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!done) {
        Q_EMIT self->said(false, words::sentence(done.error()));
    }
    self->reload();
    Q_EMIT self->changed();
}

} // namespace signalbox::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/secrets_pane.h"

#include "api/model_calls.h"
#include "ui/models/link_dialog.h"
#include "ui/models/secret_editor.h"
#include "ui/models/source_dialog.h"
#include "ui/models/vault_bar.h"
#include "ui/models/vaults_menu.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fixed_row_view.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/run_text.h"
#include "ui/words/words.h"

#include <QAction>
#include <QBoxLayout>
#include <QStackedWidget>
#include <QToolButton>

namespace signalbox::ui {

using runs::fromUtf8;
using runs::startedText;

SecretsModel::SecretsModel(const Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
}

void SecretsModel::set(std::vector<api::SecretView> secrets)
{
    beginResetModel();
    m_secrets = std::move(secrets);
    endResetModel();
}

void SecretsModel::setLocked(bool isLocked)
{
    m_isLocked = isLocked;
    if (!m_secrets.empty()) {
        Q_EMIT dataChanged(index(0), index(int(m_secrets.size()) - 1));
    }
}

void SecretsModel::setUsers(QHash<QString, QStringList> users)
{
    m_users = std::move(users);
    if (!m_secrets.empty()) {
        Q_EMIT dataChanged(index(0), index(int(m_secrets.size()) - 1));
    }
}

const api::SecretView *SecretsModel::at(int row) const
{
    return row >= 0 && row < int(m_secrets.size()) ? &m_secrets[std::size_t(row)] : nullptr;
}

int SecretsModel::rowOf(const QString &name) const
{
    const auto at = std::ranges::find(m_secrets, name.toStdString(), &api::SecretView::name);
    return at == m_secrets.end() ? -1 : int(at - m_secrets.begin());
}

int SecretsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_secrets.size());
}

QVariant SecretsModel::data(const QModelIndex &index, int role) const
{
    const auto *secret = index.isValid() ? at(index.row()) : nullptr;
    if (!secret) {
        return {};
    }
    const QString name = fromUtf8(secret->name);
    const auto detail = [&] {
        if (!secret->readable) {
            return m_isLocked ? tr("Locked") : tr("Sealed with a key that is not there");
        }
        if (!secret->source.empty()) {
            return tr("From %1: %2").arg(fromUtf8(secret->source), fromUtf8(secret->path));
        }
        const auto users = usersOf(name);
        return users.isEmpty() ? tr("Set %1").arg(startedText(secret->updatedAt, m_clock.now())) : tr("Key of %1").arg(users.join(QStringLiteral(", ")));
    };
    switch (role) {
    case Qt::DisplayRole: return name;
    case row::Detail: return detail();
    case row::StateRole: return int(secret->readable ? State::Succeeded : m_isLocked ? State::Waiting : State::Failed);
    case Qt::ToolTipRole:
        if (!secret->source.empty()) {
            return plainTip(tr("Read from the vault %1 when it is needed, and kept for a minute.").arg(fromUtf8(secret->source)));
        }
        return secret->readable ? tr("Set %1").arg(startedText(secret->updatedAt, m_clock.now()))
            : m_isLocked     ? tr("The value is intact, and can be read once the passphrase was given.")
                                : tr("The value is intact, but cannot be read: bring back the key that it was sealed with, or enter the value again.");
    case Qt::AccessibleTextRole: return tr("%1, %2").arg(name, detail());
    default: return {};
    }
}

SecretsPane::SecretsPane(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new SecretsModel(clock, this))
    , m_banner(new Banner(theme))
    , m_vault(new VaultBar(theme))
    , m_addLinked(paneAction(theme, this, {}, tr("Secret of a vault…"), QKeySequence(Qt::SHIFT | Qt::Key_Insert)))
    , m_vaults(new VaultsMenu(theme, m_addLinked, this))
    , m_stack(new QStackedWidget)
    , m_list(new FixedRowView)
    , m_empty(new EmptyState(theme, QStringLiteral("lock"), QString(), QString()))
    , m_offline(new EmptyState(theme, QStringLiteral("disconnect"), QString(), QString()))
{
    setAccessibleName(tr("Secrets"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_add = paneAction(theme, this, QStringLiteral("add"), tr("New secret…"), QKeySequence(Qt::Key_Insert));
    m_replace = paneAction(theme, this, QStringLiteral("edit"), tr("Replace its value…"));
    m_remove = paneAction(theme, this, QStringLiteral("delete"), tr("Remove…"));
    m_again = paneAction(theme, this, QStringLiteral("retry"), tr("Read anew"), QKeySequence(Qt::CTRL | Qt::Key_R));
    m_connect = paneAction(theme, this, QStringLiteral("connect"), tr("Connection…"));
    m_empty->addAction(m_add);
    m_offline->addAction(m_connect);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Secrets"));
    auto *delegate = new RowDelegate(theme, RowDelegate::Lines::Two, this);
    m_list->setItemDelegate(delegate);
    answerKeys(m_list, m_remove, QKeySequence::Delete);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_offline);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::kM, space::kS, space::kM, space::kS);
    bar->setSpacing(space::kXs);
    for (auto *action : {m_add, m_replace, m_remove}) {
        bar->addWidget(actionButton(action));
    }
    bar->addStretch(1);
    auto *key = actionButton(m_vault->keyAction());
    key->setPopupMode(QToolButton::InstantPopup);
    auto *vaults = actionButton(m_vaults->menuAction());
    vaults->setPopupMode(QToolButton::InstantPopup);
    bar->addWidget(vaults);
    bar->addWidget(key);
    bar->addWidget(actionButton(m_again));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_vault);
    layout->addLayout(bar);
    layout->addWidget(m_stack, 1);
    connect(m_add, &QAction::triggered, this, [this] { edit({}); });
    const auto replace = [this] {
        if (const auto *secret = m_model->at(m_list->currentIndex().row())) {
            secret->source.empty() ? edit(fromUtf8(secret->name)) : editLink(fromUtf8(secret->name));
        }
    };
    connect(m_addLinked, &QAction::triggered, this, [this] { editLink({}); });
    connect(m_replace, &QAction::triggered, this, replace);
    connect(m_list, &QAbstractItemView::activated, this, replace);
    connect(m_remove, &QAction::triggered, this, &SecretsPane::ask);
    connect(m_again, &QAction::triggered, this, &SecretsPane::reload);
    connect(m_vault, &VaultBar::statusRead, this, [this] { m_model->setLocked(m_vault->isLocked()); });
    connect(m_vault, &VaultBar::changed, this, &SecretsPane::reload);
    connect(m_vaults, &VaultsMenu::changed, this, &SecretsPane::reload);
    const auto say = [this](bool isGood, const QString &text) {
        m_asked.clear();
        m_askedVault.clear();
        m_banner->say(isGood ? Banner::Kind::Info : Banner::Kind::Danger, text, {tr("Close")});
    };
    connect(m_vault, &VaultBar::said, this, say);
    connect(m_vaults, &VaultsMenu::said, this, say);
    connect(m_vaults, &VaultsMenu::removalAsked, this, [this](const QString &id) {
        m_asked.clear();
        m_askedVault = id;
        m_banner->say(Banner::Kind::Warning, tr("The vault “%1” is disconnected. What signs in to it stays among the secrets.").arg(id), {tr("Disconnect"), tr("Keep")});
    });
    connect(m_connect, &QAction::triggered, this, &SecretsPane::connectionRequested);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SecretsPane::showState);
    connect(m_banner, &Banner::chosen, this, [this](int button) {
        m_banner->hide();
        const QString name = std::exchange(m_asked, {});
        if (const QString vault = std::exchange(m_askedVault, {}); button == 0 && !vault.isEmpty()) {
            m_vaults->remove(vault);
        }
        if (button == 0 && !name.isEmpty() && m_client) {
            m_acting.start([this, name](std::stop_token stop) { return remove(this, m_client, name, stop); });
        }
    });
    const auto measure = [this, delegate] { m_list->setRowHeight(delegate->sizeHint({}, {}).height()); };
    connect(&theme, &Theme::changed, this, measure);
    measure();
    showState();
}

SecretsPane::~SecretsPane()
{
    endListening(this);
    if (m_link) {
        disconnect(m_link, nullptr, this, nullptr);
    }
    closeDialogs();
    m_list->setModel(nullptr);
}

SecretEditor *SecretsPane::editor() const
{
    return m_editor;
}

LinkDialog *SecretsPane::linkDialog() const
{
    return m_linkDialog;
}

void SecretsPane::setClient(client::Client *client)
{
    m_client = client;
    m_scope.renew();
    m_acting.renew();
    closeDialogs();
    m_banner->hide();
    m_asked.clear();
    m_askedVault.clear();
    m_isReading = false;
    m_readAgain = false;
    m_wasRead = false;
    m_problem.clear();
    m_model->set({});
    m_vault->setClient(client);
    m_vaults->setClient(client);
    showState();
    reload();
}

void SecretsPane::follow(BackendLink &link)
{
    m_link = &link;
    connect(&link, &BackendLink::changed, this, [this] { setClient(m_link->client()); });
    connect(&link, &BackendLink::stateChanged, this, [this] {
        showState();
        reload();
    });
    setClient(link.client());
}

void SecretsPane::reload()
{
    if (!m_client) {
        return;
    }
    if (m_isReading) {
        m_readAgain = true;
        return;
    }
    m_isReading = true;
    m_vault->reload();
    m_vaults->reload();
    m_scope.start([this](std::stop_token stop) { return readAll(this, m_client, stop); });
}

bool SecretsPane::raiseDialog()
{
    for (auto *open : std::initializer_list<QDialog *>{m_editor.data(), m_linkDialog.data(), m_vaults->dialog()}) {
        if (open) {
            open->raise();
            open->activateWindow();
            return true;
        }
    }
    return false;
}

QStringList SecretsPane::names() const
{
    QStringList names;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        names << fromUtf8(m_model->at(row)->name);
    }
    return names;
}

void SecretsPane::edit(const QString &name)
{
    if (!m_client || raiseDialog()) {
        return;
    }
    m_editor = new SecretEditor(m_theme, *m_client, name, names(), this);
    connect(m_editor, &SecretEditor::stored, this, &SecretsPane::reload);
    connect(m_editor, &QDialog::finished, this, [this] { m_editor.clear(); });
    m_editor->open();
}

void SecretsPane::editLink(const QString &name)
{
    if (!m_client || raiseDialog()) {
        return;
    }
    if (m_vaults->vaults().isEmpty()) {
        m_vaults->connectVault(); // there must be one first
        return;
    }
    const auto *secret = m_model->at(m_model->rowOf(name));
    m_linkDialog = new LinkDialog(m_theme, *m_client, secret ? *secret : api::SecretView(), names(), m_vaults->vaults(), this);
    connect(m_linkDialog, &LinkDialog::stored, this, &SecretsPane::reload);
    connect(m_linkDialog, &QDialog::finished, this, [this] { m_linkDialog.clear(); });
    m_linkDialog->open();
}

void SecretsPane::closeDialogs()
{
    for (auto *old : std::initializer_list<QDialog *>{m_editor.data(), m_linkDialog.data()}) {
        delete old;
    }
}

void SecretsPane::ask()
{
    const auto *secret = m_model->at(m_list->currentIndex().row());
    if (!secret) {
        return;
    }
    m_askedVault.clear();
    m_asked = fromUtf8(secret->name);
    const auto users = m_model->usersOf(m_asked);
    const QString text = users.isEmpty() ? tr("“%1” is removed for good. Flows that name it will fail.").arg(m_asked)
                                         : tr("“%1” is removed for good. It is the key of %2, which will fail, and so will flows that name it.").arg(m_asked, users.join(QStringLiteral(", ")));
    m_banner->say(Banner::Kind::Warning, text, {tr("Remove"), tr("Keep")});
}

void SecretsPane::showState()
{
    const bool isThere = m_client != nullptr;
    const bool isChosen = isThere && m_model->at(m_list->currentIndex().row()) != nullptr;
    m_add->setEnabled(isThere && (m_wasRead || !m_problem.isEmpty()));
    m_again->setEnabled(isThere);
    m_addLinked->setEnabled(m_add->isEnabled());
    const bool isLinked = isChosen && !m_model->at(m_list->currentIndex().row())->source.empty();
    m_replace->setText(isLinked ? tr("Change where it is read…") : tr("Replace its value…"));
    m_replace->setEnabled(isChosen);
    m_remove->setEnabled(isChosen);
    if (!isThere) {
        const bool isConnecting = m_link && m_link->state() == client::ConnectionState::Connecting;
        const QString text = tr("Secrets appear here as soon as the window is connected.");
        m_offline->setTexts(isConnecting ? tr("Connecting") : tr("No backend"), m_link && !isConnecting && !m_link->reason().isEmpty() ? m_link->reason() : text);
        m_stack->setCurrentWidget(m_offline);
        return;
    }
    if (!m_problem.isEmpty()) {
        m_empty->setTexts(tr("The secrets cannot be read"), m_problem);
    } else if (!m_wasRead) {
        m_empty->setTexts(tr("Reading…"), {});
    } else {
        m_empty->setTexts(tr("No secrets yet"), tr("Keys and passwords stand here by their names. Flows name them; their values never leave the backend."));
    }
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_list) : m_empty);
}

Task<void> SecretsPane::readAll(SecretsPane *self, client::Client *client, std::stop_token stop)
{
    do {
        self->m_readAgain = false;
        const api::Nothing nothing;
        auto list = co_await client->call<api::SecretsList>(nothing, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        self->m_problem = list ? QString() : words::sentence(list.error());
        if (!list) {
            self->showState();
            break;
        }
        self->m_wasRead = true;
        const auto *chosen = self->m_model->at(self->m_list->currentIndex().row());
        const QString kept = chosen ? fromUtf8(chosen->name) : QString();
        self->m_model->set(std::move(list->secrets));
        if (const int row = self->m_model->rowOf(kept); row >= 0) {
            self->m_list->setCurrentIndex(self->m_model->index(row));
        }
        self->showState();
        // Who uses them is told where a person may see the providers.
        auto providers = co_await client->call<api::ProvidersList>(nothing, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        QHash<QString, QStringList> users;
        if (providers) {
            for (const auto &provider : providers->providers) {
                if (!provider.secret.empty()) {
                    users[fromUtf8(provider.secret)] << fromUtf8(provider.id);
                }
            }
        }
        self->m_model->setUsers(std::move(users));
    } while (self->m_readAgain);
    self->m_isReading = false;
}

Task<void> SecretsPane::remove(SecretsPane *self, client::Client *client, QString name, std::stop_token stop)
{
    api::SecretName params{name.toStdString()};
    auto done = co_await client->call<api::SecretsRemove>(std::move(params), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!done) {
        self->m_banner->say(Banner::Kind::Danger, words::sentence(done.error()));
    }
    self->reload();
}

void SecretsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload();
}

PaneSpec secretsPane(BackendLink &link, Clock &clock, const Theme &theme, std::function<void(SecretsPane &)> made)
{
    PaneSpec spec;
    spec.id = QStringLiteral("secrets");
    spec.title = SecretsPane::tr("Secrets");
    spec.icon = QStringLiteral("lock");
    spec.area = PaneArea::End;
    spec.shown = false;
    spec.tabbedWith = QStringLiteral("inspector");
    spec.extent = 420;
    spec.create = [&link, &clock, &theme, made](QWidget *parent) -> QWidget * {
        auto *pane = new SecretsPane(theme, clock, parent);
        if (made) {
            made(*pane);
        }
        pane->follow(link);
        return pane;
    };
    return spec;
}

} // namespace signalbox::ui

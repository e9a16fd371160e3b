// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_guide.h"

#include "ui/models/model_words.h"
#include "ui/models/provider_dialog.h"
#include "ui/widgets/card_button.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"

#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox::ui {

using namespace models;
using runs::fromUtf8;

namespace {

constexpr int kCard = 260;
constexpr std::size_t kMostServers = 4;

} // namespace

ModelGuide::ModelGuide(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_cards(new QGridLayout)
    , m_examples(new CardButton(theme, QStringLiteral("run"), Family::Flow, tr("Go on with example answers"), tr("A sample that asks a model, with the answers that came along")))
    , m_looking(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_skip(new QPushButton(tr("Not now")))
{
    setAccessibleName(tr("Connect a model"));
    auto *title = new TextLabel(theme, tr("Connect a model"), TextStyle::Title);
    auto *text = new TextLabel(theme, tr("Flows that ask a language model need one. Use a server on this machine, or a provider by its key; both can be changed later under Models."), TextStyle::Body, Role::TextMuted);
    text->setWordWrap(true);
    for (const auto &info : kinds()) {
        if (info.kind != api::ProviderKind::OpenAi && info.kind != api::ProviderKind::Anthropic && info.kind != api::ProviderKind::Gemini && info.kind != api::ProviderKind::OpenAiCompatible) {
            continue;
        }
        auto *card = new CardButton(theme, QStringLiteral("lock"), Family::Network, info.title, info.needsAddress ? tr("Any server, by its address") : tr("By pasting its key"));
        connect(card, &QAbstractButton::clicked, this, [this, info] {
            api::ProviderView start;
            start.kind = info.kind;
            start.id = info.id.toStdString();
            connectProvider(std::move(start));
        });
        m_makers << card;
    }
    connect(m_examples, &QAbstractButton::clicked, this, &ModelGuide::examplesRequested);
    m_skip->setAccessibleDescription(tr("Hides this; it can be found again as “Connect a model”."));
    connect(m_skip, &QPushButton::clicked, this, [this] {
        setSkipped(true);
        Q_EMIT skipped();
    });
    m_cards->setSpacing(space::kL);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_looking, 1);
    foot->addWidget(m_skip);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kXl, space::kXl, space::kXl, space::kXl);
    layout->setSpacing(space::kL);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addLayout(m_cards);
    layout->addLayout(foot);
    arrange();
    hide();
}

ModelGuide::~ModelGuide()
{
    endListening(this);
    if (m_link) {
        disconnect(m_link, nullptr, this, nullptr);
    }
    closeDialog();
}

void ModelGuide::follow(BackendLink &link)
{
    m_link = &link;
    connect(&link, &BackendLink::changed, this, [this] {
        closeDialog();
        m_wasRead = false;
        m_hasLooked = false;
        offer({});
        showWanted();
        refresh();
    });
    refresh();
}

void ModelGuide::setSkipped(bool isSkipped)
{
    m_isSkipped = isSkipped;
    m_isAsked = m_isAsked && !isSkipped;
    showWanted();
}

void ModelGuide::ask()
{
    m_isAsked = true;
    m_hasLooked = false;
    showWanted();
    refresh();
}

void ModelGuide::refresh()
{
    m_scope.renew();
    if (auto *client = m_link ? m_link->client() : nullptr) {
        m_scope.start([this, client](std::stop_token stop) { return read(this, client, stop); });
    }
}

Task<void> ModelGuide::read(ModelGuide *self, client::Client *client, std::stop_token stop)
{
    const api::Nothing nothing;
    auto list = co_await client->call<api::ProvidersList>(nothing, stop);
    if (stop.stop_requested() || !list) {
        co_return; // who may not see them needs no guide
    }
    self->m_taken.clear();
    for (const auto &provider : list->providers) {
        self->m_taken.push_back(provider.id);
    }
    self->m_wasRead = true;
    self->showWanted();
    if (stop.stop_requested()) {
        co_return; // it came into sight, and is read anew
    }
    if (self->isVisible() && !self->m_hasLooked) {
        co_await look(self, client, stop);
    }
}

// Only where somebody looks at it: who has a model is asked nothing.
Task<void> ModelGuide::look(ModelGuide *self, client::Client *client, std::stop_token stop)
{
    self->m_looking->setText(tr("Looking for servers of models on this machine…"));
    const api::Nothing nothing;
    auto found = co_await client->call<api::ProvidersDiscover>(nothing, stop);
    if (stop.stop_requested()) {
        co_return; // whoever reads anew looks anew
    }
    self->m_hasLooked = true;
    if (!found) {
        self->m_looking->setText(QString());
        co_return;
    }
    self->offer(std::move(found->servers));
    self->m_looking->setText(self->m_servers.isEmpty() ? tr("No server of models answers on this machine.") : QString());
}

void ModelGuide::offer(std::vector<api::DiscoveredServer> servers)
{
    qDeleteAll(m_servers);
    m_servers.clear();
    std::erase_if(servers, [](const auto &server) { return !server.provider.empty(); });
    for (auto &server : servers) {
        if (m_servers.size() >= qsizetype(kMostServers)) {
            break;
        }
        auto *card = new CardButton(m_theme, QStringLiteral("local"), Family::Agent, fromUtf8(server.title), tr("On this machine, %n model(s)", nullptr, int(server.models.size())));
        connect(card, &QAbstractButton::clicked, this, [this, server] {
            api::ProviderView start;
            start.kind = server.kind;
            start.id = server.id;
            start.baseUrl = server.baseUrl;
            start.defaultModel = server.models.empty() ? std::string() : server.models.front();
            connectProvider(std::move(start));
        });
        m_servers << card;
    }
    arrange();
}

void ModelGuide::showWanted()
{
    const bool isWanted = m_isAsked || (m_wasRead && m_taken.empty() && !m_isSkipped);
    setVisible(isWanted);
    if (std::exchange(m_isWanted, isWanted) != isWanted) {
        Q_EMIT wantedChanged(isWanted);
    }
}

void ModelGuide::connectProvider(api::ProviderView start)
{
    auto *client = m_link ? m_link->client() : nullptr;
    if (!client) {
        return;
    }
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    // A name that nobody has.
    const auto wanted = start.id;
    for (int number = 2; std::ranges::find(m_taken, start.id) != m_taken.end(); ++number) {
        start.id = wanted + "-" + std::to_string(number);
    }
    auto *dialog = new ProviderDialog(m_theme, *client, std::move(start), m_taken, window());
    connect(dialog, &ProviderDialog::stored, this, [this](const QString &id) {
        m_isAsked = false;
        refresh();
        Q_EMIT connected(id);
    });
    connect(dialog, &QDialog::finished, this, [this] { m_dialog.clear(); });
    m_dialog = dialog;
    dialog->open();
}

void ModelGuide::closeDialog()
{
    auto *old = m_dialog.data();
    m_dialog.clear();
    delete old;
}

void ModelGuide::arrange()
{
    const int columns = std::clamp((width() - 2 * space::kXl) / kCard, 1, 3);
    for (int column = 0; column < 3; ++column) {
        m_cards->setColumnStretch(column, column < columns ? 1 : 0);
    }
    auto cards = m_servers + m_makers;
    cards << m_examples;
    QWidget *before = nullptr;
    for (int i = 0; i < cards.size(); ++i) {
        m_cards->addWidget(cards[i], i / columns, i % columns);
        if (before) {
            setTabOrder(before, cards[i]);
        }
        before = cards[i];
    }
    setTabOrder(before, m_skip);
    setFocusProxy(cards.front());
}

void ModelGuide::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_hasLooked) {
        refresh();
    }
}

void ModelGuide::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ModelGuide::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Role::Border));
    painter.setBrush(m_theme.color(Role::Panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius::kL, radius::kL);
}

} // namespace signalbox::ui

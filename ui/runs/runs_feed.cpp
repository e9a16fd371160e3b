// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/runs_feed.h"

#include "ui/widgets/run_text.h"
#include "ui/words/words.h"

#include <QTimer>

namespace signalbox::ui {

using namespace runs;

namespace {

constexpr std::int64_t kPage = 100;
// New runs show at once what their events say; what only the backend knows comes a little later, for all together.
constexpr int kCompleteMs = 250;
constexpr std::size_t kAskedAtOnce = 8;
constexpr int kSearchMs = 250;

} // namespace

RunsFeed::RunsFeed(RunsModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_completing(new QTimer(this))
    , m_searching(new QTimer(this))
{
    m_searching->setSingleShot(true);
    m_searching->setInterval(kSearchMs);
    connect(m_searching, &QTimer::timeout, this, [this] {
        m_hasSearched = true;
        m_before.clear();
        startPage(Page::First);
    });
    m_completing->setSingleShot(true);
    m_completing->setInterval(kCompleteMs);
    connect(m_completing, &QTimer::timeout, this, &RunsFeed::complete);
}

RunsFeed::~RunsFeed() = default;

void RunsFeed::setClient(client::Client *client)
{
    m_client = client;
    m_watch.reset();
    reload();
    if (!client) {
        return;
    }
    m_watch = client->watchState([this](client::ConnectionState state, const std::optional<Error> &why) {
        const QString reason = why ? words::sentence(*why) : QString();
        if (state == client::ConnectionState::Connected && m_status == Status::Lost) {
            // What was missed meanwhile comes by the subscription; what stands is read again all the same.
            reload();
        } else if (state == client::ConnectionState::Waiting) {
            setStatus(Status::Lost, reason);
        } else if (state == client::ConnectionState::Closed) {
            setStatus(Status::Ended, reason);
        }
    });
}

void RunsFeed::reload()
{
    m_completing->stop();
    m_searching->stop();
    m_hasSearched = !m_filter.text.isEmpty();
    m_scope.renew();
    m_asked.clear();
    m_tried.clear();
    m_unnamed.clear();
    m_model.clear();
    m_before.clear();
    m_hasMore = false;
    setLoading(false);
    if (!m_client) {
        setStatus(Status::None);
        return;
    }
    setStatus(Status::Connecting);
    m_scope.start([this](std::stop_token stop) { return follow(this, m_client, stop); });
}

void RunsFeed::setFilter(const RunFilter &filter)
{
    RunFilter others = filter;
    others.text = m_filter.text;
    const bool isText = filter.text != m_filter.text;
    const bool isOther = others != m_filter;
    m_filter = filter;
    if (!m_client || m_status == Status::Ended) {
        return;
    }
    if (isOther || (isText && filter.text.isEmpty() && m_hasSearched)) {
        reload();
    } else if (isText && !filter.text.isEmpty()) {
        m_searching->start(); // what is known is looked through at once, the rest when nobody types any more
    }
}

void RunsFeed::setStatus(Status status, const QString &reason)
{
    if (status != m_status || reason != m_reason) {
        m_status = status;
        m_reason = reason;
        Q_EMIT statusChanged();
    }
}

void RunsFeed::setLoading(bool loading)
{
    if (std::exchange(m_isLoading, loading) != loading) {
        Q_EMIT loadingChanged();
    }
}

Task<void> RunsFeed::follow(RunsFeed *self, client::Client *client, std::stop_token stop)
{
    for (;;) {
        // Subscribed first, read then: nothing falls between.
        api::EventSubscribeParams params;
        params.topics = "run.*,flow.*";
        auto stream = co_await client->subscribe(params, stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!stream) {
            self->setStatus(Status::Ended, words::sentence(stream.error()));
            co_return;
        }
        self->m_scope.start([self, client](std::stop_token inner) { return readNames(self, client, inner); });
        self->m_before.clear();
        self->startPage(Page::First);
        for (;;) {
            auto events = co_await (*stream)->next(stop);
            if (stop.stop_requested()) {
                co_return;
            }
            if (!events) {
                if (events.error().is("events.gone")) {
                    break; // what stands is read again
                }
                self->setStatus(Status::Ended, words::sentence(events.error()));
                co_return;
            }
            for (const auto &event : *events) {
                self->m_tried.erase(event.source);
                if (!self->m_model.apply(event)) {
                    self->ask(event.source);
                }
                Q_EMIT self->runEvent(event);
            }
            if (!self->m_completing->isActive()) {
                self->m_completing->start();
            }
        }
    }
}

void RunsFeed::startPage(Page which)
{
    if (m_client) {
        setLoading(which != Page::Newest || m_isLoading);
        m_scope.start([this, which](std::stop_token stop) { return readPage(this, m_client, which, stop); });
    }
}

void RunsFeed::loadMore()
{
    if (m_hasMore && !m_isLoading && m_status == Status::Live) {
        startPage(Page::Next);
    }
}

Task<void> RunsFeed::readPage(RunsFeed *self, client::Client *client, Page which, std::stop_token stop)
{
    api::RunListParams params;
    params.limit = kPage;
    params.state = self->m_filter.state;
    params.flow = self->m_filter.flow;
    params.text = self->m_filter.text.toStdString();
    params.startedFrom = self->m_filter.since;
    const auto asked = self->m_filter;
    if (which == Page::Next) {
        params.before = self->m_before;
    }
    auto page = co_await client->call<api::RunsList>(params, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (asked.text != self->m_filter.text && !self->m_filter.text.isEmpty()) {
        // It answers what is not asked any more; what is asked is on its way.
        if (page) {
            self->setStatus(Status::Live);
            self->m_model.merge(page->runs);
        }
        co_return;
    }
    if (!page) {
        self->setLoading(false);
        self->setStatus(Status::Ended, words::sentence(page.error()));
        co_return;
    }
    if (which != Page::Newest) {
        self->m_hasMore = std::int64_t(page->runs.size()) == kPage && self->m_model.known() + page->runs.size() <= RunsModel::kMost;
        if (!page->runs.empty()) {
            self->m_before = page->runs.back().id;
        }
    }
    self->setStatus(Status::Live);
    self->m_model.merge(page->runs);
    if (which != Page::Newest) {
        self->setLoading(false);
        self->complete();
    }
}

Task<void> RunsFeed::readNames(RunsFeed *self, client::Client *client, std::stop_token stop)
{
    api::Nothing nothing;
    auto list = co_await client->call<api::FlowsList>(nothing, stop);
    if (list && !stop.stop_requested()) {
        QHash<QString, QString> names;
        for (const auto &flow : list->flows) {
            names.insert(fromUtf8(flow.id), fromUtf8(flow.name));
        }
        self->m_model.setFlowNames(std::move(names));
    }
}

// Runs that are known by their events only, those that wait for a person without saying what for, and flows whose
// names are not known.
void RunsFeed::complete()
{
    m_model.flush();
    std::vector<std::string> missing;
    for (const auto &id : m_model.incomplete()) {
        if (!m_tried.contains(id)) {
            missing.push_back(id);
        }
    }
    if (missing.size() > kAskedAtOnce) {
        m_tried.insert(missing.begin(), missing.end());
        startPage(Page::Newest); // many new ones are the first page
        missing.clear();
    }
    for (const auto &id : m_model.waitingWithoutReason()) {
        if (!m_tried.contains(id)) {
            missing.push_back(id);
        }
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(missing.size(), 32); ++i) {
        m_tried.insert(missing[i]);
        ask(missing[i]);
    }
    const auto unnamed = m_model.unnamedFlows();
    if (m_client && !std::includes(m_unnamed.begin(), m_unnamed.end(), unnamed.begin(), unnamed.end())) {
        m_unnamed.insert(unnamed.begin(), unnamed.end());
        m_scope.start([this](std::stop_token stop) { return readNames(this, m_client, stop); });
    }
}

void RunsFeed::ask(const std::string &id)
{
    if (m_client && m_asked.size() < 64 && m_asked.insert(id).second) {
        m_scope.start([this, id](std::stop_token stop) { return readOne(this, m_client, id, stop); });
    }
}

Task<void> RunsFeed::readOne(RunsFeed *self, client::Client *client, std::string id, std::stop_token stop)
{
    api::RunId which{id};
    auto run = co_await client->call<api::RunsGet>(which, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    self->m_asked.erase(id);
    if (run) {
        self->m_model.merge({*run});
    }
}

} // namespace signalbox::ui

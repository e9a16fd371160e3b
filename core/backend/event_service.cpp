// SPDX-License-Identifier: GPL-3.0-or-later
// Events: pages of the log, and subscriptions to the bus.
#include "backend/services_p.h"

#include "store/event_log.h"

namespace signalbox::backend {

namespace {

using api::CallContext;

json::Value dataOf(const std::string &text)
{
    return text.empty() ? json::Value(nullptr) : json::parse(text).value_or(json::Value(nullptr));
}

class BusSource final : public api::EventSource
{
public:
    BusSource(Services *services, std::shared_ptr<const api::Caller> caller, std::unique_ptr<bus::Subscription> subscription)
        : m_services(services), m_caller(std::move(caller)), m_subscription(std::move(subscription))
    {
        ++m_services->subscriptions;
    }
    ~BusSource() override { --m_services->subscriptions; }

    Task<Result<std::vector<api::EventView>>> next(std::size_t limit, std::stop_token stop) override { return take(m_services, m_caller, m_subscription.get(), limit, std::move(stop)); }
    std::int64_t cursor() const override { return m_subscription->cursor(); }

private:
    static Task<Result<std::vector<api::EventView>>> take(Services *services, std::shared_ptr<const api::Caller> caller, bus::Subscription *subscription, std::size_t limit, std::stop_token stop)
    {
        SB_CO_TRY(events, co_await subscription->nextBatch(limit, stop));
        SB_CO_CHECK(services->checkToken(*caller));
        std::vector<api::EventView> views;
        views.reserve(events.size());
        for (auto &event : events) {
            views.push_back({event.seq, event.time, std::move(event.topic), std::move(event.source), dataOf(event.data)});
        }
        co_return views;
    }

    Services *m_services;
    std::shared_ptr<const api::Caller> m_caller;
    std::unique_ptr<bus::Subscription> m_subscription;
};

Task<Result<api::EventPage>> read(Services *services, CallContext context, api::EventReadParams params)
{
    const auto limit = static_cast<int>(std::clamp<std::int64_t>(params.limit, 1, 1000));
    SB_CO_TRY(rows, co_await services->backend.store().events().read(context.caller->workspace, params.after, limit));
    api::EventPage page;
    page.cursor = params.after;
    page.more = static_cast<int>(rows.size()) == limit;
    std::size_t bytes = 0;
    for (auto &row : rows) {
        bytes += row.data.size() + 256;
        if (bytes > (2u << 20) && page.cursor != params.after) {
            page.more = true;
            break;
        }
        page.cursor = row.seq;
        if (bus::topicMatches(params.topics, row.topic) && (params.source.empty() || params.source == row.source)) {
            page.events.push_back({row.seq, row.time, std::move(row.topic), std::move(row.source), dataOf(row.data)});
        }
    }
    co_return page;
}

Task<Result<api::EventSubscribed>> subscribe(Services *services, CallContext context, api::EventSubscribeParams params)
{
    if (!context.subscriptions) {
        co_return Error("call.needsChannel", "Events are subscribed to over a channel (WebSocket or local socket); over REST read them by pages at /api/v1/events.");
    }
    if (params.after >= 0) {
        // Whether the cursor is still there is said at once, not by an ended subscription.
        auto known = co_await services->backend.store().events().read(context.caller->workspace, params.after, 1);
        if (!known) {
            co_return std::move(known).error();
        }
    }
    bus::SubscribeOptions options;
    options.workspace = context.caller->workspace;
    options.topics = std::move(params.topics);
    options.source = std::move(params.source);
    options.after = params.after;
    auto subscription = services->backend.bus().subscribe(std::move(options));
    const auto cursor = subscription->cursor();
    SB_CO_TRY(id, context.subscriptions->add(std::make_unique<BusSource>(services, context.caller, std::move(subscription)), params.credit));
    co_return api::EventSubscribed{id, cursor};
}

Task<Result<api::Nothing>> grant(CallContext context, api::EventGrantParams params)
{
    if (!context.subscriptions) {
        co_return Error("call.needsChannel", "Credit belongs to a subscription of a channel.");
    }
    SB_CO_CHECK(context.subscriptions->grant(params.subscription, params.credit));
    co_return api::Nothing();
}

Task<Result<api::Nothing>> unsubscribe(CallContext context, api::SubscriptionId params)
{
    if (context.subscriptions) {
        context.subscriptions->remove(params.subscription);
    }
    co_return api::Nothing();
}

} // namespace

void registerEventCalls(api::Registry &registry, Services *services)
{
    registry.on<api::EventsRead>([services](auto c, auto p) { return read(services, std::move(c), std::move(p)); });
    registry.on<api::EventsSubscribe>([services](auto c, auto p) { return subscribe(services, std::move(c), std::move(p)); });
    registry.on<api::EventsGrant>([](auto c, auto p) { return grant(std::move(c), std::move(p)); });
    registry.on<api::EventsUnsubscribe>([](auto c, auto p) { return unsubscribe(std::move(c), std::move(p)); });
}

} // namespace signalbox::backend

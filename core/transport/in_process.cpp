// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/in_process.h"

#include <mutex>
#include <optional>
#include <vector>

namespace signalbox::transport {

namespace {

// What both ends share. A side's executor is null from the moment at which that side has ended; posts go
// under the lock, so none goes to an executor that is gone.
struct Shared
{
    struct Side
    {
        Executor *executor = nullptr;
        // The rest is touched on this side's thread only.
        std::function<void(json::Value)> message;
        std::function<void(Error)> closed;
        bool listens = false;
        std::vector<json::Value> early; // what came before listen()
        std::optional<Error> endedEarly;
    };
    std::mutex mutex;
    Side sides[2];
};

class End final : public Channel
{
public:
    End(std::shared_ptr<Shared> shared, int side, std::shared_ptr<UnsentGauge> unsent) : Channel(std::move(unsent)), m_shared(std::move(shared)), m_side(side) {}
    ~End() override { close(Error("channel.closed", "The other end of the channel has gone.").retryable()); }

    void listen(std::function<void(json::Value)> message, std::function<void(Error)> closed) override
    {
        auto &side = mine();
        side.message = std::move(message);
        side.closed = std::move(closed);
        if (side.early.empty() && !side.endedEarly) {
            side.listens = true;
            return;
        }
        // What is on its way waits behind what came already.
        Executor::current()->post([shared = m_shared, number = m_side] {
            auto &waiting = shared->sides[number];
            waiting.listens = true;
            for (auto &value : std::exchange(waiting.early, {})) {
                deliver(*shared, number, std::move(value));
            }
            if (auto ended = std::exchange(waiting.endedEarly, std::nullopt)) {
                hear(*shared, number, std::move(*ended));
            }
        });
    }

    void send(json::Value message) override
    {
        if (m_isClosed) {
            return;
        }
        const auto size = json::approximateSize(message);
        if (size > api::kMaxFrameBytes / 2 && api::isOverFrame(message)) {
            fail(api::frameTooLarge("A message"));
            return;
        }
        const std::lock_guard lock(m_shared->mutex);
        auto &target = m_shared->sides[1 - m_side];
        if (!target.executor) {
            return;
        }
        m_unsent->add(size);
        target.executor->post([shared = m_shared, unsent = m_unsent, to = 1 - m_side, size, value = std::move(message)]() mutable {
            unsent->remove(size);
            deliver(*shared, to, std::move(value));
        });
    }

    void close(Error reason) override
    {
        if (m_isClosed) {
            return;
        }
        m_isClosed = true;
        mine().message = nullptr;
        mine().closed = nullptr;
        mine().early.clear();
        mine().listens = true;
        const std::lock_guard lock(m_shared->mutex);
        mine().executor = nullptr;
        auto &target = m_shared->sides[1 - m_side];
        if (target.executor) {
            target.executor->post([shared = m_shared, to = 1 - m_side, reason = std::move(reason)]() mutable { hear(*shared, to, std::move(reason)); });
        }
    }

private:
    Shared::Side &mine() { return m_shared->sides[m_side]; }

    static void deliver(Shared &shared, int to, json::Value value)
    {
        auto &side = shared.sides[to];
        if (!side.listens) {
            side.early.push_back(std::move(value));
        } else if (side.message) {
            // A copy: the callback may destroy the channel.
            const auto callback = side.message;
            callback(std::move(value));
        }
    }

    static void hear(Shared &shared, int to, Error reason)
    {
        auto &side = shared.sides[to];
        if (!side.listens) {
            side.endedEarly = std::move(reason);
            return;
        }
        side.message = nullptr;
        if (const auto callback = std::exchange(side.closed, nullptr)) {
            callback(std::move(reason));
        }
    }

    // This end did what no channel may do: both ends hear of it.
    void fail(Error reason)
    {
        {
            const std::lock_guard lock(m_shared->mutex);
            for (int to : {0, 1}) {
                if (auto *executor = m_shared->sides[to].executor) {
                    executor->post([shared = m_shared, to, reason]() mutable { hear(*shared, to, std::move(reason)); });
                }
            }
        }
    }

    std::shared_ptr<Shared> m_shared;
    int m_side;
    bool m_isClosed = false;
};

} // namespace

std::pair<std::unique_ptr<Channel>, std::unique_ptr<Channel>> makeChannelPair(Executor &a, Executor &b, std::shared_ptr<UnsentGauge> unsentByB)
{
    auto shared = std::make_shared<Shared>();
    shared->sides[0].executor = &a;
    shared->sides[1].executor = &b;
    return {std::make_unique<End>(shared, 0, std::make_shared<UnsentGauge>()), std::make_unique<End>(shared, 1, std::move(unsentByB))};
}

} // namespace signalbox::transport

// SPDX-License-Identifier: GPL-3.0-or-later
// A server of a model on loopback that speaks Chat Completions, and what tests of the gateway ask it.
#pragma once

#include "base/task_scope.h"
#include "llm/gateway.h"
#include "llm_rig.h"

#include <condition_variable>
#include <mutex>

namespace signalbox::test {

/// A streamed answer; `text` stands in JSON as it is.
inline std::string streamed(const std::string &text, int input = 100, int output = 20)
{
    return "data: {\"id\":\"c\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n"
        + "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
        + "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":" + std::to_string(input) + ",\"completion_tokens\":" + std::to_string(output) + "}}\n\ndata: [DONE]\n\n";
}

inline std::string fine(const std::string &text = "Hi", int input = 100, int output = 20)
{
    return answerText(200, streamed(text, input, output), {"Content-Type: text/event-stream"});
}

inline std::string busy(const std::string &retryAfter = "0")
{
    return answerText(429, "{\"error\":{\"message\":\"Slow down\",\"code\":\"rate_limit_exceeded\"}}", {"Content-Type: application/json", "Retry-After: " + retryAfter});
}

/// The head of a streamed answer whose length nobody knows.
inline std::string streamHead()
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
}

/// One piece of text, as an event of a stream.
inline std::string textEvent(const std::string &text)
{
    return "data: {\"id\":\"c\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
}

/// Where a server's thread waits for the test: each open() lets one pass.
class Gate
{
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        ++m_open;
        m_changed.notify_all();
    }
    /// False: it was not opened for very long; the test has failed.
    bool pass()
    {
        std::unique_lock lock(m_mutex);
        const bool isOpen = m_changed.wait_for(lock, std::chrono::seconds(60), [this] { return m_open > 0; });
        m_open -= isOpen ? 1 : 0;
        return isOpen;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_open = 0;
};

/// Answers in turn; the last answer is given to all that follow.
class Model
{
public:
    explicit Model(std::vector<std::string> answers)
        : m_answers(std::move(answers)), m_server([this](RawConnection &connection) {
              while (auto request = connection.readRequest()) {
                  m_server.remember(*request);
                  const auto now = ++m_now;
                  m_most = std::max(m_most.load(), now);
                  {
                      std::unique_lock lock(m_mutex);
                      m_changed.wait(lock, [this] { return !m_isHeld; });
                  }
                  const auto turn = std::min<std::size_t>(static_cast<std::size_t>(m_turn++), m_answers.size() - 1);
                  --m_now;
                  if (!connection.write(m_answers[turn])) {
                      return;
                  }
              }
          })
    {
    }
    ~Model() { release(); }
    RawServer &server() { return m_server; }
    /// Requests that have no answer yet, now and at most.
    int now() const { return m_now; }
    int mostAtATime() const { return m_most; }
    /// Answers nothing until release().
    void hold()
    {
        const std::lock_guard lock(m_mutex);
        m_isHeld = true;
    }
    void release()
    {
        const std::lock_guard lock(m_mutex);
        m_isHeld = false;
        m_changed.notify_all();
    }

private:
    std::vector<std::string> m_answers;
    std::atomic<int> m_turn = 0;
    std::atomic<int> m_now = 0;
    std::atomic<int> m_most = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isHeld = false;
    RawServer m_server;
};

inline llm::Request hello()
{
    llm::Request request;
    request.messages = {llm::Message::text(llm::Role::User, "Hello")};
    request.maxTokens = 50;
    return request;
}

inline llm::CallOrigin origin(std::vector<store::BudgetScope> budgets = {})
{
    llm::CallOrigin made;
    made.workspace = "default";
    made.run = "run-1";
    made.path = "ask";
    made.budgets = std::move(budgets);
    return made;
}

/// Calls that are under way.
class Asking
{
public:
    explicit Asking(llm::Gateway *gateway) : m_gateway(gateway) {}
    void start(llm::CallOrigin from = origin(), std::string provider = "mine", llm::Request request = hello())
    {
        m_scope.start([this, from = std::move(from), provider = std::move(provider), request = std::move(request)](std::stop_token) {
            return askInto(m_gateway, from, provider, request, &m_answers, m_stop.get_token());
        });
    }
    void requestStop() { m_stop.request_stop(); }
    const std::vector<Result<llm::GatewayAnswer>> &answers() const { return m_answers; }
    bool waitFor(std::size_t count, Millis limit = Millis(20'000)) const
    {
        return pumpUntil([this, count] { return m_answers.size() >= count; }, limit);
    }

private:
    static Task<void> askInto(llm::Gateway *gateway, llm::CallOrigin from, std::string provider, llm::Request request,
                              std::vector<Result<llm::GatewayAnswer>> *out, std::stop_token stop)
    {
        auto answer = co_await gateway->ask(std::move(from), std::move(provider), std::move(request), stop);
        out->push_back(std::move(answer));
    }

    llm::Gateway *m_gateway;
    std::vector<Result<llm::GatewayAnswer>> m_answers;
    std::stop_source m_stop;
    TaskScope m_scope;
};

} // namespace signalbox::test

// SPDX-License-Identifier: GPL-3.0-or-later
// The gateway as an OpenAI-compatible endpoint: who may come in, what they may use, and how much of it.
#pragma once

#include "api/endpoint_calls.h"
#include "api/guest.h"
#include "backend/endpoint_door.h"
#include "backend/endpoint_thoughts_p.h"
#include "backend/services_p.h"
#include "base/token_bucket.h"
#include "base/turns.h"
#include "llm/gateway.h"
#include "openai/refusal.h"
#include "openai/request.h"
#include "store/endpoint.h"

namespace signalbox::backend {

/// Thread: the backend's, but where Guest says otherwise.
class Endpoint final : public api::Guest
{
public:
    explicit Endpoint(Services &services);
    ~Endpoint() override;

    /// Where it is listened for; before begin(), and it outlives this.
    void setDoor(EndpointDoor *door) { m_door = door; }
    /// Opens the door where a person has said so; that it cannot be opened is told by view().
    Task<void> begin();
    Task<Result<api::EndpointView>> view(std::string workspace);
    /// One change after the other; where it cannot be saved, the door is as it was. Errors: endpoint.invalid, channel.listen,
    /// engine.stopping, store.*.
    Task<Result<api::EndpointView>> set(std::string workspace, api::EndpointSetParams params);
    /// What is known of tokens is read again; calls of one that was revoked end.
    void tokenChanged(const std::string &id);
    void tokenRevoked(const std::string &id);
    /// When it was used last, where that is later than what is on the disk.
    UnixMillis usedAt(const std::string &id) const;

    bool takes(std::string_view path) const override;
    std::uint64_t bodyBytes() const override { return openai::kMostBytes; }
    api::GuestReply refusal(const Error &error) const override;
    Task<Result<std::shared_ptr<const api::GuestVisitor>>> admit(api::GuestHead head) override;
    Task<std::optional<api::GuestReply>> answer(std::shared_ptr<const api::GuestVisitor> visitor, api::GuestHead head, std::string body, std::shared_ptr<api::GuestStream> stream, std::stop_token stop) override;

private:
    struct Use;
    struct Visit;
    struct Work;
    struct Target
    {
        std::string provider; ///< one, a group, or a list
        std::string model;
    };
    using Reply = std::optional<api::GuestReply>;

    Task<Result<store::EndpointTokenRow>> tokenOf(std::string token, std::string address);
    Task<Result<void>> setNow(std::string workspace, api::EndpointSetParams params);
    Task<Result<bool>> doesAnswer(std::string workspace);
    std::shared_ptr<Use> useOf(const store::EndpointTokenRow &token);
    void noteUse(const store::EndpointTokenRow &token, Use &use);
    Task<Result<Target>> targetOf(const Visit *visit, std::string name);
    Result<void> takeTokens(const Visit &visit, std::int64_t tokens);
    llm::CallOrigin originOf(const Visit &visit, const std::string &requestId) const;
    api::GuestReply refused(const Error &error) const;

    Task<Result<llm::GatewayAnswer>> ask(Work *work, openai::ModelRequest *asked, llm::AnswerSink *sink);
    json::Object said(const Error &error) const;
    Task<Result<Reply>> chat(Work *work);
    Task<Result<Reply>> respond(Work *work);
    Task<Result<Reply>> embed(Work *work);
    Task<Result<Reply>> listModels(Work *work);
    Task<Result<Reply>> oneModel(Work *work);

    Services &m_services;
    EndpointDoor *m_door = nullptr;
    Turns m_turns; ///< of those who change the settings
    std::string m_problem; ///< why the door is not open
    std::map<std::string, store::EndpointSettings> m_settings; ///< by workspace
    struct Known
    {
        store::EndpointTokenRow row;
        Deadline deadline;
    };
    LruCache<std::string, Known> m_known{1024}; ///< by hash
    std::uint64_t m_changes = 0; ///< of tokens
    std::map<std::string, std::shared_ptr<Use>> m_uses; ///< by token
    auth::SignInLimiter m_limiter;
    EndpointThoughts m_thoughts;
    TaskScope m_scope; ///< ends first
};

} // namespace signalbox::backend

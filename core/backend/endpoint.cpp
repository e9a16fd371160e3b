// SPDX-License-Identifier: GPL-3.0-or-later
// Who is let in, and where it is listened for. What they ask is in endpoint_answers.cpp.
#include "backend/endpoint_visit_p.h"

#include "auth/token.h"
#include "base/log.h"

#include <array>

namespace signalbox::backend {

namespace {

constexpr Millis kKnownFor{30'000};
constexpr UnixMillis kUseWrittenEvery = 60'000;
constexpr std::uint16_t kDefaultPort = 4410;
constexpr auto kDefaultWorkspace = "default";

struct Route
{
    std::string_view method;
    std::string_view path; ///< whole, or up to and with the last '/'
};
constexpr std::array<Route, 5> kRoutes{{{"POST", "/v1/chat/completions"}, {"POST", "/v1/responses"}, {"POST", "/v1/embeddings"}, {"GET", "/v1/models"}, {"GET", "/v1/models/"}}};

Result<void> checkRoute(const api::GuestHead &head)
{
    for (const auto &route : kRoutes) {
        const bool isThere = route.path.ends_with('/') ? head.path.starts_with(route.path) && head.path.size() > route.path.size() : head.path == route.path;
        if (isThere) {
            return head.method == route.method ? Result<void>() : Result<void>(Error("http.method", "This path takes " + std::string(route.method) + "."));
        }
    }
    return Error("http.notFound", "There is nothing at this path; there are /v1/chat/completions, /v1/responses, /v1/embeddings and /v1/models.");
}

Error badToken()
{
    return Error("endpoint.token", "The token of the endpoint is missing, unknown, expired or revoked. Make one by signalbox-cli endpoint add.");
}

void reply(api::GuestReply &made, std::string_view name, std::string value)
{
    made.headers.emplace_back(std::string(name), std::move(value));
}

} // namespace

Endpoint::Endpoint(Services &services) : m_services(services), m_limiter(services.backend.clock()) {}

Endpoint::~Endpoint() = default;

std::string newEndpointToken()
{
    // Of another form than tokens of the backend: neither is ever looked for among the other.
    return "sbe_" + auth::newToken().substr(4);
}

Task<void> Endpoint::begin()
{
    const auto isOn = co_await doesAnswer(kDefaultWorkspace);
    if (!isOn || !*isOn || !m_door || !m_door->hasOwnPort()) {
        co_return;
    }
    const auto opened = co_await m_door->open(static_cast<std::uint16_t>(m_settings[kDefaultWorkspace].port));
    if (!opened) {
        m_problem = opened.error().message;
        log::info("endpoint", "nobody can listen for the endpoint", {{"error", opened.error().describe()}});
    }
}

Task<Result<bool>> Endpoint::doesAnswer(std::string workspace)
{
    if (const auto known = m_settings.find(workspace); known != m_settings.end()) {
        co_return known->second.answers;
    }
    SB_CO_TRY(stored, co_await m_services.backend.store().endpoint().settings(workspace));
    // A server is there for clients elsewhere; what lives in a window is opened by a person.
    const bool isServer = m_door && !m_door->hasOwnPort();
    m_settings[workspace] = stored.value_or(store::EndpointSettings{isServer, kDefaultPort});
    co_return m_settings[workspace].answers;
}

Task<Result<api::EndpointView>> Endpoint::view(std::string workspace)
{
    SB_CO_TRY(answers, co_await doesAnswer(workspace));
    api::EndpointView view;
    view.answers = answers;
    view.port = m_settings[workspace].port;
    if (m_door) {
        view.hasOwnPort = m_door->hasOwnPort();
        view.url = m_door->url().empty() ? std::string() : m_door->url() + "/v1";
    }
    view.problem = answers && view.url.empty() ? m_problem : std::string();
    co_return view;
}

Task<Result<api::EndpointView>> Endpoint::set(std::string workspace, api::EndpointSetParams params)
{
    co_await m_turns.take();
    auto done = co_await setNow(workspace, params);
    m_turns.release();
    if (!done) {
        co_return std::move(done).error();
    }
    co_return co_await view(workspace);
}

Task<Result<void>> Endpoint::setNow(std::string workspace, api::EndpointSetParams params)
{
    SB_CO_TRY(before, co_await doesAnswer(workspace));
    const auto former = m_settings[workspace];
    auto settings = m_settings[workspace];
    settings.answers = params.answers;
    if (params.port) {
        if (*params.port < 0 || *params.port > 65'535) {
            co_return Error("endpoint.invalid", "A port is a number from 0 to 65535.");
        }
        settings.port = static_cast<int>(*params.port);
    }
    m_problem.clear();
    const bool isOurs = m_door && m_door->hasOwnPort();
    if (isOurs && settings.answers) {
        SB_CO_CHECK(co_await m_door->open(static_cast<std::uint16_t>(settings.port)));
    }
    auto saved = co_await m_services.backend.store().endpoint().setSettings(workspace, settings);
    if (!saved) {
        // As it was: nobody listens where no person has said so.
        if (isOurs && settings.answers && !before) {
            co_await m_door->close();
        } else if (isOurs && settings.answers) {
            auto opened = co_await m_door->open(static_cast<std::uint16_t>(former.port));
            m_problem = opened ? std::string() : opened.error().message;
        }
        co_return saved;
    }
    m_settings[workspace] = settings;
    if (isOurs && !settings.answers) {
        co_await m_door->close();
    }
    co_return Result<void>();
}

void Endpoint::tokenChanged(const std::string &id)
{
    m_known.clear();
    ++m_changes;
    if (const auto use = m_uses.find(id); use != m_uses.end()) {
        use->second->isStale = true;
    }
}

void Endpoint::tokenRevoked(const std::string &id)
{
    m_known.clear();
    ++m_changes;
    if (const auto use = m_uses.find(id); use != m_uses.end()) {
        use->second->revoked.request_stop();
        m_uses.erase(use);
    }
}

UnixMillis Endpoint::usedAt(const std::string &id) const
{
    const auto use = m_uses.find(id);
    return use == m_uses.end() ? 0 : use->second->usedAt;
}

bool Endpoint::takes(std::string_view path) const
{
    return path == "/v1" || path.starts_with("/v1/");
}

api::GuestReply Endpoint::refusal(const Error &error) const
{
    const auto refusal = openai::refusalOf(error);
    api::GuestReply made;
    made.status = refusal.status;
    made.body = json::write(json::Value(refusal.body));
    if (refusal.retryAfterSeconds) {
        reply(made, "Retry-After", std::to_string(*refusal.retryAfterSeconds));
    }
    if (!refusal.isWorthAnotherTry) {
        reply(made, "X-Should-Retry", "false");
    }
    if (refusal.status == 401) {
        reply(made, "WWW-Authenticate", "Bearer");
    }
    return made;
}

Task<Result<store::EndpointTokenRow>> Endpoint::tokenOf(std::string token, std::string address)
{
    auto &clock = m_services.backend.clock();
    const auto hash = auth::hashToken(token);
    std::optional<store::EndpointTokenRow> row;
    bool isRead = false;
    if (const auto *known = m_known.find(hash); known && !known->deadline.hasPassed(clock)) {
        row = known->row;
    } else if (token.size() < 100 && token.starts_with("sbe_")) {
        // What a change overtook while it was read is read again: it must not be remembered as it was.
        for (auto changes = m_changes + 1; changes != m_changes;) {
            changes = m_changes;
            SB_CO_TRY(found, co_await m_services.backend.store().endpoint().findByHash(hash));
            row = std::move(found);
        }
        isRead = true;
    }
    const bool isKnown = row && auth::equalInConstantTime(row->hash, hash);
    if (isKnown && row->revokedAt == 0 && (row->expiresAt == 0 || row->expiresAt > clock.now())) {
        if (isRead) {
            m_known.insert(hash, {*row, Deadline::in(clock, kKnownFor)});
        }
        co_return std::move(*row);
    }
    SB_CO_CHECK(m_limiter.mayTry(address));
    m_limiter.failed(address);
    auth::Principal who;
    who.subject = isKnown ? "endpoint:" + row->id : "unknown";
    who.workspace = isKnown ? row->workspace : "";
    m_services.trail.record(who, "endpoint.signIn", address, !isKnown ? "endpoint.token" : row->revokedAt != 0 ? "revoked" : "expired");
    co_return badToken();
}

std::shared_ptr<Endpoint::Use> Endpoint::useOf(const store::EndpointTokenRow &token)
{
    auto &use = m_uses[token.id];
    if (!use) {
        use = std::make_shared<Use>(m_services.backend.clock(), token);
    } else if (std::exchange(use->isStale, false)) {
        use->set(token);
    }
    return use;
}

void Endpoint::noteUse(const store::EndpointTokenRow &token, Use &use)
{
    const auto now = m_services.backend.clock().now();
    use.usedAt = now;
    if (now - use.writtenAt < kUseWrittenEvery) {
        return;
    }
    use.writtenAt = now;
    struct Writing
    {
        static Task<void> write(store::EndpointRepository *endpoint, std::string workspace, std::string id, UnixMillis at)
        {
            const auto written = co_await endpoint->setUsed(std::move(workspace), id, at);
            if (!written) {
                log::info("endpoint", "the use of a token could not be noted", {{"token", id}, {"error", written.error().code}});
            }
        }
    };
    m_scope.start([&](std::stop_token) { return Writing::write(&m_services.backend.store().endpoint(), token.workspace, token.id, now); });
}

Task<Result<std::shared_ptr<const api::GuestVisitor>>> Endpoint::admit(api::GuestHead head)
{
    if (!m_services.isReady) {
        co_return Error("engine.stopping", "The backend is shutting down; try again in a moment.").retryable();
    }
    SB_CO_TRY(token, co_await tokenOf(head.token, head.address));
    SB_CO_TRY(isOn, co_await doesAnswer(token.workspace));
    if (!isOn) {
        co_return Error("endpoint.off", "The endpoint is switched off. A person switches it on by signalbox-cli endpoint on.");
    }
    SB_CO_CHECK(checkRoute(head));
    auto visit = std::make_shared<Visit>();
    visit->use = useOf(token);
    if (head.method == "POST" && token.requestsPerMinute > 0 && !visit->use->requests.tryTake(1)) {
        const auto wait = visit->use->requests.waitFor(1);
        co_return Error("endpoint.requestRate", "The token has made as many requests as it may in a minute; ask again a little later.")
            .withArg("retryAfterMs", std::to_string(wait.count()))
            .retryable();
    }
    noteUse(token, *visit->use);
    visit->token = std::move(token);
    co_return std::shared_ptr<const api::GuestVisitor>(std::move(visit));
}

} // namespace signalbox::backend

// SPDX-License-Identifier: GPL-3.0-or-later
// Who is asked: groups and lists of providers, how each does, and what they offer.
#include "llm/gateway_p.h"

#include "base/deadline.h"
#include "base/describe.h"

namespace signalbox::llm {

namespace {

constexpr Millis kModelsFreshFor{15 * 60'000};
constexpr Millis kDiscoverFor{1000};

constexpr std::size_t kMostNamed = 100;

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(' ');
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// "openai/gpt-5, local": what is to be asked in turn. None: it names one provider or group.
std::vector<GroupMember> membersOf(std::string_view text)
{
    std::vector<GroupMember> members;
    if (text.find_first_of(",/") == std::string_view::npos) {
        return members;
    }
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const auto one = trimmed(text.substr(0, comma));
        const auto slash = std::min(one.find('/'), one.size());
        GroupMember member;
        member.provider = trimmed(one.substr(0, slash));
        member.model = slash < one.size() ? trimmed(one.substr(slash + 1)) : std::string_view();
        if (!member.provider.empty() && std::ranges::none_of(members, [&](const auto &known) { return known.provider == member.provider && known.model == member.model; })) {
            members.push_back(std::move(member));
        }
        if (members.size() > kMostNamed) {
            break; // the caller refuses it
        }
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return members;
}

std::string_view nameOf(CircuitBreaker::State state)
{
    switch (state) {
    case CircuitBreaker::State::Open:
        return "open";
    case CircuitBreaker::State::HalfOpen:
        return "halfOpen";
    case CircuitBreaker::State::Closed:
        break;
    }
    return "closed";
}

} // namespace

std::vector<LocalServer> commonLocalServers()
{
    return {{"ollama", "Ollama", ProviderKind::Ollama, std::string(defaultBaseUrl(ProviderKind::Ollama))},
            {"lmstudio", "LM Studio", ProviderKind::OpenAiCompatible, "http://127.0.0.1:1234/v1"},
            {"llamacpp", "llama.cpp", ProviderKind::OpenAiCompatible, "http://127.0.0.1:8080/v1"},
            {"vllm", "vLLM", ProviderKind::OpenAiCompatible, "http://127.0.0.1:8000/v1"}};
}

Task<Result<std::vector<FoundServer>>> Gateway::discover(std::string workspace, std::stop_token stop)
{
    SB_CO_TRY(known, co_await providers(workspace));
    SB_CO_TRY(loopback, http::AddressPolicy::allowing({"127.0.0.0/8", "::1"}));
    const auto policy = std::make_shared<const http::AddressPolicy>(std::move(loopback));
    std::vector<FoundServer> found;
    for (const auto &server : m_services.localServers) {
        ProviderOptions options;
        options.id = server.id;
        options.kind = server.kind;
        options.baseUrl = server.baseUrl;
        options.addressPolicy = policy;
        options.redact = m_services.redact;
        SB_CO_TRY(connected, makeProvider(m_services.http, m_services.clock, std::move(options)));
        DeadlineStop limit(m_services.clock, Deadline::in(m_services.clock, kDiscoverFor), stop);
        auto models = co_await connected->models(limit.token());
        if (stop.stop_requested()) {
            co_return cancelledError();
        }
        if (!models) {
            continue; // nobody is there, or something else than a server of models
        }
        FoundServer one;
        static_cast<LocalServer &>(one) = server;
        one.models = std::move(*models);
        const auto isIt = [&](const ProviderConfig &config) {
            const auto url = config.baseUrl.empty() ? std::string(defaultBaseUrl(config.kind)) : config.baseUrl;
            return config.kind == server.kind && url == server.baseUrl;
        };
        if (const auto set = std::ranges::find_if(known, isIt); set != known.end()) {
            one.provider = set->id;
        }
        found.push_back(std::move(one));
    }
    co_return Result<std::vector<FoundServer>>(std::move(found));
}

std::shared_ptr<Gateway::Line> Gateway::lineOf(const std::string &workspace, const ProviderConfig &config)
{
    auto &line = m_lines[{workspace, config.id}];
    if (!line) {
        line = std::make_shared<Line>(m_services.clock, config);
    } else {
        line->set(config); // revisions begin anew where a provider is removed and made again
    }
    return line;
}

ProviderHealth Gateway::health(const std::string &workspace, const std::string &provider) const
{
    ProviderHealth health;
    const auto known = m_lines.find({workspace, provider});
    if (known == m_lines.end()) {
        return health;
    }
    const auto &line = *known->second;
    health.circuit = nameOf(line.breaker.state());
    health.busy = line.busy;
    health.latencyMs = line.latencyMs;
    health.failing = line.failing;
    health.calls = line.calls;
    health.lastOutcome = line.lastOutcome;
    health.lastAt = line.lastAt;
    health.checkedAt = line.checkedAt;
    health.modelsAt = line.catalogue.readAt;
    health.models = static_cast<std::int64_t>(line.catalogue.models.size());
    return health;
}

Task<Result<ModelCatalogue>> Gateway::models(std::string workspace, std::string provider, Read read, std::stop_token stop)
{
    SB_CO_TRY(config, co_await this->provider(workspace, provider));
    if (config.kind == ProviderKind::Group) {
        co_return Error("llm.unsupported", "A group has no list of models; ask its members for theirs.", config.id);
    }
    const auto line = lineOf(workspace, config);
    const auto now = m_services.clock.now();
    if (read == Read::Cached && m_changing == 0 && line->catalogue.readAt != 0 && now - line->catalogue.readAt < kModelsFreshFor.count()) {
        co_return Result<ModelCatalogue>(line->catalogue); // a bare one would be moved from
    }
    const auto changes = line->changes;
    SB_CO_TRY(connected, co_await connect(workspace, config));
    auto listed = co_await connected->models(stop);
    if (changes != line->changes) {
        // It is another one since; what was asked is told to who asked, and not kept.
        SB_CO_TRY(list, std::move(listed));
        co_return Result<ModelCatalogue>(ModelCatalogue{std::move(list), m_services.clock.now()});
    }
    if (!listed) {
        if (!listed.error().is("cancelled")) {
            listFailed(line.get(), &listed.error());
        }
        co_return std::move(listed).error();
    }
    line->breaker.reset(); // it answers
    line->checked("ok", false, m_services.clock.now());
    line->catalogue = {std::move(*listed), m_services.clock.now()};
    co_return Result<ModelCatalogue>(line->catalogue);
}

Candidate Gateway::candidateOf(const std::string &workspace, const GroupMember &member, const Choice &choice, const Request &request)
{
    const auto line = lineOf(workspace, choice.config);
    Candidate candidate;
    candidate.provider = choice.config.id;
    candidate.model = choice.model;
    candidate.weight = member.weight;
    candidate.quality = member.quality;
    candidate.lacks = member.lacks;
    candidate.contextTokens = member.contextTokens;
    for (const auto &model : line->catalogue.models) {
        if (candidate.contextTokens == 0 && model.id == choice.model) {
            candidate.contextTokens = model.contextTokens;
        }
    }
    candidate.busy = line->busy;
    candidate.places = choice.config.concurrency;
    candidate.latencyMs = line->latencyMs;
    const auto cost = m_services.prices.mostOf(priceNameOf(choice.config), choice.model, estimatedTokens(request), *request.maxTokens, m_services.clock.now());
    if (cost) {
        candidate.micros = cost->micros;
    }
    candidate.failing = line->failing;
    candidate.isOpen = line->breaker.state() == CircuitBreaker::State::Open;
    return candidate;
}

Task<Result<Gateway::Route>> Gateway::routeOf(std::string workspace, std::string provider, const Request *request)
{
    ProviderConfig group;
    group.members = membersOf(provider);
    if (group.members.size() > kMostNamed) {
        co_return Error("llm.invalid", "A list of providers names at most 100 of them.");
    }
    if (group.members.empty()) {
        SB_CO_TRY(config, co_await named(workspace, provider));
        if (config.kind != ProviderKind::Group) {
            Route route;
            route.choices.push_back({std::move(config), request->model});
            auto &only = route.choices.front();
            only.model = only.model.empty() ? only.config.defaultModel : only.model;
            co_return Result<Route>(std::move(route));
        }
        group = std::move(config);
    }
    SB_CO_TRY(configs, co_await providers(workspace));
    std::vector<Choice> choices;
    std::vector<Candidate> candidates;
    json::Array missing;
    for (const auto &member : group.members) {
        const auto found = std::ranges::find(configs, member.provider, &ProviderConfig::id);
        if (found == configs.end() || found->kind == ProviderKind::Group) {
            missing.push_back(json::Object{{"provider", member.provider}, {"refused", found == configs.end() ? "missing" : "group"}});
            continue;
        }
        Choice choice{*found, !member.model.empty() ? member.model : !request->model.empty() ? request->model : found->defaultModel};
        candidates.push_back(candidateOf(workspace, member, choice, *request));
        choices.push_back(std::move(choice));
    }
    const auto needs = needsOf(*request, estimatedTokens(*request), *request->maxTokens);
    // A list that a request brings along is asked in its order: it needs no memory.
    Turns once;
    const auto ranking = rank(group.strategy, candidates, needs, group.id.empty() ? once : m_turns[{workspace, group.id}], group.scoreWeights);
    Route route;
    route.explanation = explain(group.strategy, candidates, ranking);
    if (!group.id.empty()) {
        route.explanation.emplace("group", group.id);
    }
    auto &shown = route.explanation.at("candidates").get_array();
    std::ranges::move(missing, std::back_inserter(shown));
    for (const auto &ranked : ranking) {
        if (ranked.refused.empty()) {
            route.choices.push_back(std::move(choices[ranked.index]));
        }
    }
    if (route.choices.empty()) {
        co_return Error("llm.noneFits", "None of the models that may be asked can do what the request needs; name others, or ask for less.", group.id)
            .withArg("choice", json::write(json::Value(route.explanation)));
    }
    co_return Result<Route>(std::move(route));
}

Task<Result<std::optional<Cost>>> Gateway::mostOf(std::string workspace, std::string provider, std::string model, std::int64_t inputTokens, std::int64_t outputTokens)
{
    auto members = membersOf(provider);
    if (members.empty()) {
        SB_CO_TRY(config, co_await named(workspace, provider));
        if (config.kind == ProviderKind::Group) {
            members = config.members;
        } else {
            members.emplace_back().provider = config.id;
        }
    }
    SB_CO_TRY(configs, co_await providers(workspace));
    std::optional<Cost> most;
    for (const auto &member : members) {
        const auto found = std::ranges::find(configs, member.provider, &ProviderConfig::id);
        if (found == configs.end() || found->kind == ProviderKind::Group) {
            continue; // it is not asked
        }
        const auto &asked = !member.model.empty() ? member.model : !model.empty() ? model : found->defaultModel;
        const auto cost = m_services.prices.mostOf(priceNameOf(*found), asked, inputTokens, outputTokens, m_services.clock.now());
        if (!cost) {
            co_return Result<std::optional<Cost>>(std::nullopt);
        }
        if (!most || cost->micros > most->micros) {
            most = cost;
        }
    }
    co_return Result<std::optional<Cost>>(most);
}

} // namespace signalbox::llm

// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/gateway_p.h"

#include "base/describe.h"
#include "llm/answer_cache_p.h"

namespace signalbox::llm {

namespace {

constexpr std::int64_t kImageTokens = 2000;
constexpr std::int64_t kMessageTokens = 8;
constexpr std::size_t kMostText = 1000;
constexpr std::size_t kMostMembers = 100;
constexpr std::int64_t kShortestHealth = 30;
constexpr std::int64_t kLongestHealth = 86'400;

Error invalid(const std::string &id, const std::string &what)
{
    return Error("llm.invalid", "The provider \"" + id + "\" cannot be set up so: " + what + ".", id);
}

bool isName(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '.';
    });
}

Result<void> check(const ProviderConfig &config)
{
    if (!isName(config.id)) {
        return Error("llm.invalid", "A provider's id consists of letters, digits, '_', '-' and '.', at most 64 of them.");
    }
    if (config.baseUrl.size() > kMostText || config.secret.size() > kMostText || config.defaultModel.size() > kMostText || config.prices.size() > kMostText) {
        return invalid(config.id, "a text is longer than 1000 characters");
    }
    if (config.requestsPerMinute < 0 || config.tokensPerMinute < 0 || config.concurrency < 1 || config.concurrency > 1000 || config.attempts < 1 || config.attempts > 10 || config.cacheSeconds < 0) {
        return invalid(config.id, "limits are not below zero, calls at a time between 1 and 1000, attempts between 1 and 10");
    }
    if (config.healthSeconds != 0 && (config.healthSeconds < kShortestHealth || config.healthSeconds > kLongestHealth)) {
        return invalid(config.id, "its health is checked every 30 seconds at most and once a day at least, or never (0)");
    }
    if (config.kind != ProviderKind::Group) {
        return config.members.empty() ? Result<void>() : invalid(config.id, "only a group has members");
    }
    if (config.members.empty() || config.members.size() > kMostMembers) {
        return invalid(config.id, "a group has between 1 and 100 members");
    }
    for (const auto &member : config.members) {
        if (!isName(member.provider) || member.provider == config.id || member.model.size() > kMostText) {
            return invalid(config.id, "each member names another provider");
        }
        if (member.weight < 0 || member.weight > 1000 || member.contextTokens < 0 || member.quality.value_or(0) < 0 || member.quality.value_or(0) > 1) {
            return invalid(config.id, "weights are between 0 and 1000, qualities between 0 and 1");
        }
    }
    const auto &weights = config.scoreWeights;
    if (std::min({weights.cost, weights.latency, weights.quality, weights.health}) < 0) {
        return invalid(config.id, "what counts for a score is not below zero");
    }
    return {};
}

// The host of a base URL, as an address policy names it.
std::string hostOf(std::string_view url)
{
    const auto scheme = url.find("://");
    auto rest = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (rest.starts_with('[')) {
        return std::string(rest.substr(1, rest.find(']') - 1));
    }
    return std::string(rest.substr(0, rest.find(':')));
}

Result<ProviderOptions> optionsOf(const ProviderConfig &config, std::string key, std::shared_ptr<const http::AddressPolicy> addresses)
{
    ProviderOptions options;
    options.id = config.id;
    options.kind = config.kind;
    options.baseUrl = config.baseUrl.empty() ? std::string(defaultBaseUrl(config.kind)) : config.baseUrl;
    options.key = std::move(key);
    const auto host = hostOf(options.baseUrl);
    auto policy = http::AddressPolicy::allowing({host});
    if (host.empty() || !policy) {
        return invalid(config.id, "its base URL names no host");
    }
    // Where nothing else is said, a person has named this host: it may be one of their own network.
    options.addressPolicy = addresses ? std::move(addresses) : std::make_shared<const http::AddressPolicy>(std::move(*policy));
    return options;
}

Result<ProviderConfig> configOf(const store::ProviderRow &row)
{
    SB_TRY(value, json::parse(row.options));
    SB_TRY(settings, json::fromJson<ProviderSettings>(value));
    const auto kind = json::enumFromName<ProviderKind>(row.kind);
    if (!kind) {
        return invalid(row.id, "this version knows no providers of the kind " + row.kind);
    }
    ProviderConfig config;
    config.id = row.id;
    config.kind = *kind;
    config.baseUrl = row.baseUrl;
    config.secret = row.secret;
    static_cast<ProviderSettings &>(config) = std::move(settings);
    config.revision = row.revision;
    config.updatedAt = row.updatedAt;
    return config;
}

} // namespace

std::string priceNameOf(const ProviderConfig &config)
{
    if (!config.prices.empty()) {
        return config.prices;
    }
    switch (config.kind) {
    case ProviderKind::OpenAi:
    case ProviderKind::OpenAiChat:
        return "openai";
    case ProviderKind::Anthropic:
        return "anthropic";
    case ProviderKind::Gemini:
        return "google";
    case ProviderKind::Ollama:
        return "ollama";
    case ProviderKind::OpenAiCompatible:
    case ProviderKind::Group:
        break;
    }
    return config.id;
}

std::int64_t estimatedTokens(const Request &request)
{
    std::size_t bytes = 0;
    std::int64_t tokens = 0;
    for (const auto &message : request.messages) {
        tokens += kMessageTokens;
        for (const auto &part : message.parts) {
            if (const auto *text = std::get_if<TextPart>(&part)) {
                bytes += text->text.size();
            } else if (std::holds_alternative<ImagePart>(part)) {
                tokens += kImageTokens;
            } else if (const auto *thought = std::get_if<ReasoningPart>(&part)) {
                bytes += thought->text.size();
            } else if (const auto *call = std::get_if<ToolCallPart>(&part)) {
                bytes += call->name.size() + call->arguments.size();
            } else if (const auto *result = std::get_if<ToolResultPart>(&part)) {
                bytes += result->text.size();
            }
        }
    }
    for (const auto &tool : request.tools) {
        bytes += tool.name.size() + tool.description.size() + json::write(tool.parameters).size();
    }
    if (request.output) {
        bytes += json::write(request.output->schema).size();
    }
    // English has about four bytes a token, scripts of three bytes a character up to two tokens each.
    return tokens + static_cast<std::int64_t>(bytes) * 2 / 3;
}

Gateway::Gateway(GatewayServices services) : m_services(std::move(services)), m_cache(std::make_unique<AnswerCache>(m_services.clock)) {}
Gateway::~Gateway() = default;

/// Lasts from before a change is written until it is.
class Gateway::Change
{
public:
    Change(Gateway &gateway, std::string workspace) : m_gateway(gateway), m_workspace(std::move(workspace)) { ++m_gateway.m_changing; }
    ~Change()
    {
        m_gateway.m_configs.erase(m_workspace);
        ++m_gateway.m_changes;
        --m_gateway.m_changing;
    }
    Change(const Change &) = delete;
    Change &operator=(const Change &) = delete;

private:
    Gateway &m_gateway;
    const std::string m_workspace;
};

Task<Result<std::shared_ptr<const std::vector<ProviderConfig>>>> Gateway::configs(std::string workspace)
{
    if (const auto known = m_configs.find(workspace); known != m_configs.end() && m_changing == 0) {
        auto shared = known->second; // what is returned is moved from
        co_return shared;
    }
    const auto changes = m_changes;
    SB_CO_TRY(rows, co_await m_services.models.providers(workspace));
    auto configs = std::make_shared<std::vector<ProviderConfig>>();
    for (const auto &row : rows) {
        SB_CO_TRY(config, configOf(row));
        configs->push_back(std::move(config));
    }
    std::shared_ptr<const std::vector<ProviderConfig>> read = std::move(configs);
    if (changes == m_changes && m_changing == 0) {
        m_configs.insert_or_assign(workspace, read);
    }
    co_return read;
}

Task<Result<std::vector<ProviderConfig>>> Gateway::providers(std::string workspace)
{
    SB_CO_TRY(known, co_await configs(std::move(workspace)));
    co_return *known;
}

Task<Result<ProviderConfig>> Gateway::provider(std::string workspace, std::string id)
{
    // One that cannot be read must not be in the way of the others; the store says in its words that there is none.
    const auto known = co_await configs(workspace);
    if (known) {
        if (const auto found = std::ranges::find(**known, id, &ProviderConfig::id); found != (*known)->end()) {
            co_return *found;
        }
    }
    SB_CO_TRY(row, co_await m_services.models.provider(workspace, id));
    co_return configOf(row);
}

Task<Result<ProviderConfig>> Gateway::named(std::string workspace, std::string id)
{
    if (!id.empty()) {
        co_return co_await provider(workspace, id);
    }
    SB_CO_TRY(all, co_await providers(workspace));
    if (const auto chosen = std::ranges::find(all, std::string("default"), &ProviderConfig::id); chosen != all.end()) {
        co_return std::move(*chosen);
    }
    if (all.size() != 1) {
        co_return Error("llm.providerUnset", "No provider is named, and there is not exactly one; say which one is to be asked.");
    }
    co_return std::move(all.front());
}

Task<Result<std::int64_t>> Gateway::put(std::string workspace, ProviderConfig config)
{
    SB_CO_CHECK(check(config));
    if (config.kind != ProviderKind::Group) {
        // What could never be asked is refused now.
        SB_CO_TRY(options, optionsOf(config, "", m_services.addresses));
        SB_CO_TRY(made, makeProvider(m_services.http, m_services.clock, std::move(options)));
        made.reset();
    }
    store::ProviderRow row;
    row.id = config.id;
    row.kind = json::enumName(config.kind);
    row.baseUrl = config.baseUrl;
    row.secret = config.secret;
    row.options = json::write(json::toJson(static_cast<const ProviderSettings &>(config)));
    row.revision = config.revision;
    std::optional<Change> change;
    change.emplace(*this, workspace);
    auto stored = co_await m_services.models.putProvider(workspace, std::move(row));
    change.reset();
    SB_CO_TRY(revision, std::move(stored));
    if (const auto known = m_lines.find({workspace, config.id}); known != m_lines.end()) {
        // It may be another server now. What is under way keeps the old line's places.
        known->second->breaker.reset();
        known->second->catalogue = {};
        ++known->second->changes;
    }
    co_return revision;
}

Task<Result<void>> Gateway::remove(std::string workspace, std::string id, std::int64_t revision)
{
    std::optional<Change> change;
    change.emplace(*this, workspace);
    auto removed = co_await m_services.models.removeProvider(workspace, id, revision);
    change.reset();
    SB_CO_CHECK(std::move(removed));
    // What is under way keeps its line; nobody else will come upon it.
    m_lines.erase({workspace, id});
    m_turns.erase({workspace, id});
    co_return Result<void>();
}

Task<Result<std::vector<store::LlmCallRow>>> Gateway::calls(std::string workspace, store::LlmCallFilter filter)
{
    co_return co_await m_services.models.calls(workspace, std::move(filter));
}

Task<Result<store::UsageRows>> Gateway::usage(std::string workspace, store::UsageFilter filter)
{
    co_return co_await m_services.models.usage(std::move(workspace), filter);
}

Task<Result<std::unique_ptr<Provider>>> Gateway::connect(std::string workspace, ProviderConfig config)
{
    std::string key;
    if (!config.secret.empty()) {
        SB_CO_TRY(value, co_await m_services.secrets(workspace, config.secret));
        key = std::move(value);
    }
    co_return connectWith(config, std::move(key));
}

Result<std::unique_ptr<Provider>> Gateway::connectWith(const ProviderConfig &config, std::string key)
{
    SB_TRY(options, optionsOf(config, std::move(key), m_services.addresses));
    return makeProvider(m_services.http, m_services.clock, std::move(options));
}

} // namespace signalbox::llm

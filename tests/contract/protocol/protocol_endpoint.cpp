// SPDX-License-Identifier: GPL-3.0-or-later
// The OpenAI-compatible endpoint as people manage it: on and off, tokens shown once, their limits, their end.
#include "protocol_contract.h"

using namespace signalbox;

void ProtocolContract::managesTheEndpoint()
{
    const auto before = call<api::EndpointGet>({});
    QVERIFY2(before.ok(), before ? "" : before.error().describe().c_str());
    const auto on = call<api::EndpointSet>({true, 4711});
    QVERIFY2(on.ok(), on ? "" : on.error().describe().c_str());
    QVERIFY(on->answers);
    QCOMPARE(call<api::EndpointGet>({})->port, std::int64_t(4711));
    QVERIFY(!call<api::EndpointSet>({false, {}})->answers);
    QCOMPARE(call<api::EndpointGet>({})->port, std::int64_t(4711));
    QCOMPARE(call<api::EndpointSet>({true, -1}).error().code, std::string("endpoint.invalid"));

    api::EndpointTokenIssueParams wanted;
    wanted.name = "Goose";
    wanted.limits.models = {"house/m-1", "everyone"};
    wanted.limits.requestsPerMinute = 60;
    wanted.limits.tokensPerMinute = 1000;
    wanted.limits.budgetTokens = 5000;
    wanted.limits.budgetMicros = 2'000'000;
    const auto issued = call<api::EndpointTokensIssue>(wanted);
    QVERIFY2(issued.ok(), issued ? "" : issued.error().describe().c_str());
    QVERIFY(issued->token.starts_with("sbe_") && issued->token.size() == 47);
    const auto list = call<api::EndpointTokensList>({});
    QCOMPARE(list->tokens.size(), std::size_t(1));
    const auto &token = list->tokens[0];
    QCOMPARE(token.name, std::string("Goose"));
    QCOMPARE(token.limits.models, wanted.limits.models);
    QCOMPARE(*token.limits.budgetMicros, std::int64_t(2'000'000));
    QCOMPARE(token.tokens->most, std::int64_t(5000));
    QCOMPARE(token.used.calls, std::int64_t(0));
    QVERIFY(json::write(json::toJson(*list)).find(issued->token) == std::string::npos);

    api::EndpointTokenChangeParams change;
    change.id = issued->id;
    change.name = "Goose at work";
    change.limits.budgetTokens = 6000;
    change.revision = token.revision;
    QCOMPARE(call<api::EndpointTokensChange>(change)->revision, token.revision + 1);
    QCOMPARE(call<api::EndpointTokensChange>(change).error().code, std::string("store.conflict"));
    const auto changed = call<api::EndpointTokensList>({})->tokens[0];
    QCOMPARE(changed.name, std::string("Goose at work"));
    QVERIFY(!changed.limits.budgetMicros && changed.tokens->most == 6000 && changed.limits.models.empty());
    change.id = "none";
    QCOMPARE(call<api::EndpointTokensChange>(change).error().code, std::string("store.notFound"));

    QVERIFY(call<api::EndpointTokensRevoke>({issued->id}).ok());
    QVERIFY(call<api::EndpointTokensList>({})->tokens[0].revokedAt > 0);
    QCOMPARE(call<api::EndpointTokensRevoke>({"none"}).error().code, std::string("store.notFound"));
    wanted.name.clear();
    QCOMPARE(call<api::EndpointTokensIssue>(wanted).error().code, std::string("endpoint.invalid"));
    // It signs nobody in.
    auto stranger = connected({"endpoint.read"});
    QVERIFY(test::await(stranger->call<api::EndpointTokensList>({})).ok());
    wanted.name = "Mine";
    QCOMPARE(test::await(stranger->call<api::EndpointTokensIssue>(wanted)).error().code, std::string("auth.denied"));
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Runs single nodes by what the registry holds of their type: no engine, no store.
#pragma once

#include "support/test.h"

#include "nodes/register.h"

#include <QTemporaryDir>

#include <fstream>
#include <sstream>

namespace signalbox::test {

/// JSON as tests write it: with single quotes. (moc loses its way in raw texts that hold "//" or brackets.)
inline std::string quoted(std::string_view text)
{
    std::string result(text);
    std::ranges::replace(result, '\'', '"');
    return result;
}

inline json::Value parsed(std::string_view text)
{
    auto value = json::parse(quoted(text));
    if (!value) {
        qFatal("not JSON: %s: %s", std::string(text).c_str(), value.error().describe().c_str());
    }
    return std::move(*value);
}

inline json::Object parsedObject(std::string_view text) { return parsed(text).as_object(); }

class Harness
{
public:
    /// Inputs in JSON; single quotes will do.
    struct Given
    {
        std::string input = "null";
        std::string vars = "{}";
    };
    struct Output
    {
        engine::SharedValue input;
        engine::SharedValue value;
        std::string port;
        std::string text() const { return json::write(*value); }
    };

    explicit Harness(nodes::FilePolicy files = {}, http::AddressPolicy addresses = http::AddressPolicy::allowAll())
    {
        auto done = nodes::registerNodes(registry, {.http = client,
                                                    .clock = clock,
                                                    .addresses = std::make_shared<const http::AddressPolicy>(std::move(addresses)),
                                                    .files = std::move(files),
                                                    .fileThreads = 2});
        if (!done) {
            qFatal("%s", done.error().describe().c_str());
        }
        evaluator->begin({.now = clock.now(), .random = 1, .step = 0});
    }

    Result<Output> pure(const std::string &type, std::string_view config, Given given = {"null", "{}"})
    {
        const auto *factory = registry.findPure(type);
        if (!factory) {
            return Error("test.noType", type);
        }
        flow::Node node;
        node.id = "n";
        node.type = type;
        node.config = parsedObject(config);
        SB_TRY(compiled, (*factory)(node));
        const auto input = std::make_shared<const json::Value>(parsed(given.input));
        const auto vars = parsed(given.vars);
        eval::Scope scope;
        scope.input = input.get();
        scope.vars = &vars;
        SB_TRY(output, compiled->run({input, scope, *evaluator}));
        return Output{input, output.value, std::string(output.port)};
    }

    engine::EffectCall call(std::string_view config) const
    {
        engine::EffectCall result;
        result.workspace = "default";
        result.run = "run-1";
        result.path = "n";
        result.idempotencyKey = "key-1";
        result.config = parsedObject(config);
        result.input = std::make_shared<const json::Value>();
        result.dataFolder = folder();
        return result;
    }
    Result<json::Value> effect(const std::string &type, engine::EffectCall call, std::stop_token stop = {})
    {
        return await(registry.findEffect(type)->execute(std::move(call), std::move(stop)));
    }
    Result<json::Value> effect(const std::string &type, std::string_view config) { return effect(type, call(config)); }

    /// What the type's schema and its own check say against a configuration.
    std::vector<std::string> findings(const std::string &type, std::string_view config) const
    {
        std::vector<std::string> all;
        const auto *found = registry.catalogue().find(type);
        const auto value = parsed(config);
        for (const auto &violation : registry.catalogue().schemaOf(*found).validate(value)) {
            all.push_back(violation.instancePath + ": " + violation.message);
        }
        if (found->check) {
            for (const auto &[message, pointer] : found->check(value.as_object())) {
                all.push_back(pointer + ": " + message);
            }
        }
        return all;
    }

    std::string folder() const { return m_folder.path().toStdString(); }
    std::string at(const std::string &path) const { return folder() + "/" + path; }
    void put(const std::string &path, std::string_view content) const
    {
        std::filesystem::create_directories(std::filesystem::path(at(path)).parent_path());
        std::ofstream(at(path), std::ios::binary) << content;
    }
    std::string get(const std::string &path) const
    {
        std::ostringstream text;
        text << std::ifstream(at(path), std::ios::binary).rdbuf();
        return text.str();
    }

    VirtualClock clock;
    http::Client client;
    engine::ExecutorRegistry registry;
    std::unique_ptr<eval::Evaluator> evaluator = eval::createLocalEvaluator();

private:
    QTemporaryDir m_folder;
};

} // namespace signalbox::test

/// Compares the JSON that a Result holds with an expected text, or shows its error.
#define SB_COMPARE_JSON(result, expected)                                                          \
    do {                                                                                           \
        const auto &sbResult = (result);                                                           \
        QVERIFY2(sbResult.ok(), sbResult.ok() ? "" : sbResult.error().describe().c_str());         \
        QCOMPARE(signalbox::json::write(*sbResult), signalbox::json::write(signalbox::test::parsed(expected))); \
    } while (false)

#define SB_COMPARE_ERROR(result, expected)                                                         \
    do {                                                                                           \
        const auto &sbResult = (result);                                                           \
        QVERIFY(!sbResult.ok());                                                                   \
        QCOMPARE(sbResult.error().code, std::string(expected));                                    \
    } while (false)

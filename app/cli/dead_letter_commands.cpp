// SPDX-License-Identifier: GPL-3.0-or-later
// Dead letters: steps that failed for good, looked at and decided.
#include "commands.h"
#include "flow_source.h"

#include "api/dead_letter_calls.h"
#include "base/describe.h"

namespace signalbox::cli {

namespace {

std::string shownError(const json::Value &error)
{
    const auto *object = error.if_object();
    return object ? std::string(json::text(*object, "message")) : std::string();
}

Task<Exit> listLetters(session::Session *session, Arguments arguments, std::stop_token stop)
{
    json::Array all;
    api::DeadLetterListParams params;
    params.all = arguments.all;
    params.flow = arguments.source;
    for (int left = arguments.limit; left > 0;) {
        params.limit = std::min(left, 500);
        auto page = co_await session->client().call<api::DeadLettersList>(params, stop);
        if (!page) {
            co_return failed(page.error(), arguments);
        }
        for (const auto &letter : page->letters) {
            params.before = letter.id;
            if (arguments.json) {
                all.push_back(json::toJson(letter));
            } else {
                print(letter.id + "  " + padded(json::enumName(letter.state), 10) + toIsoString(letter.createdAt) + "  " + padded(letter.flow, 16) + padded(letter.path, 20) + shownError(letter.error));
            }
        }
        left -= static_cast<int>(page->letters.size());
        if (!page->more) {
            break;
        }
    }
    if (arguments.json) {
        print(json::write(all));
    }
    co_return Exit::Succeeded;
}

Task<Exit> showLetter(session::Session *session, Arguments arguments, std::stop_token stop)
{
    api::DeadLetterId asked{arguments.words[1]};
    auto letter = co_await session->client().call<api::DeadLettersGet>(std::move(asked), stop);
    if (!letter) {
        co_return failed(letter.error(), arguments);
    }
    if (arguments.json) {
        print(json::write(json::toJson(*letter)));
        co_return Exit::Succeeded;
    }
    print(padded(json::enumName(letter->state), 10) + letter->flow + " " + letter->path + (letter->held ? "  (the run waits here)" : ""));
    print("run       " + letter->run);
    print("error     " + json::write(letter->error));
    print("attempts  " + std::to_string(letter->attempts));
    if (!letter->config.is_null()) {
        print("called    " + json::write(letter->config));
    }
    print("input     " + json::write(letter->input));
    if (!letter->replay.empty()) {
        print("replay    " + letter->replay);
    }
    co_return Exit::Succeeded;
}

// What became of each; failed if any did.
Exit showOutcomes(const api::DeadLetterOutcomes &outcomes, const Arguments &arguments)
{
    auto exit = Exit::Succeeded;
    for (const auto &outcome : outcomes.letters) {
        if (!outcome.error.is_null()) {
            exit = Exit::Failed;
        }
        if (!arguments.json) {
            print(outcome.letter + "  " + (outcome.error.is_null() ? (outcome.run.empty() ? std::string("discarded") : "run " + outcome.run) : shownError(outcome.error)));
        }
    }
    if (arguments.json) {
        print(json::write(json::toJson(outcomes)));
    }
    return exit;
}

// The letters that are named; --all: every one that is open.
Task<Result<std::vector<std::string>>> lettersOf(session::Session *session, Arguments arguments, std::stop_token stop)
{
    std::vector<std::string> ids(arguments.words.begin() + 1, arguments.words.end());
    if (!arguments.all) {
        co_return ids;
    }
    api::DeadLetterListParams params;
    params.limit = 500;
    params.flow = arguments.source;
    for (bool more = true; more && ids.size() < 1000;) {
        SB_CO_TRY(page, co_await session->client().call<api::DeadLettersList>(params, stop));
        for (const auto &letter : page.letters) {
            ids.push_back(letter.id);
            params.before = letter.id;
        }
        more = page.more;
    }
    co_return ids;
}

Task<Exit> replayLetters(session::Session *session, Arguments arguments, std::stop_token stop)
{
    auto ids = co_await lettersOf(session, arguments, stop);
    if (!ids) {
        co_return failed(ids.error(), arguments);
    }
    if (ids->empty()) {
        co_return misused("dead-letters replay takes the ids of dead letters, or --all.", arguments);
    }
    api::DeadLetterReplayParams params;
    if (ids->size() == 1) {
        params.id = ids->front();
    } else {
        params.ids = *ids;
    }
    if (!arguments.input.empty()) {
        auto text = readFile(arguments.input);
        auto value = text ? json::parse(*text) : Result<json::Value>(text.error());
        if (!value) {
            co_return failed(value.error(), arguments);
        }
        params.input = std::move(*value);
    }
    auto done = co_await session->client().call<api::DeadLettersReplay>(std::move(params), stop);
    if (!done) {
        co_return failed(done.error(), arguments);
    }
    co_return showOutcomes(*done, arguments);
}

Task<Exit> discardLetters(session::Session *session, Arguments arguments, std::stop_token stop)
{
    auto ids = co_await lettersOf(session, arguments, stop);
    if (!ids) {
        co_return failed(ids.error(), arguments);
    }
    if (ids->empty()) {
        co_return misused("dead-letters discard takes the ids of dead letters, or --all.", arguments);
    }
    api::DeadLetterDiscardParams params;
    params.ids = *ids;
    params.note = arguments.note;
    auto done = co_await session->client().call<api::DeadLettersDiscard>(std::move(params), stop);
    if (!done) {
        co_return failed(done.error(), arguments);
    }
    co_return showOutcomes(*done, arguments);
}

} // namespace

Task<Exit> deadLettersCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto verb = arguments.words.empty() ? std::string("list") : arguments.words[0];
    if (verb == "list" && arguments.words.size() <= 1) {
        co_return co_await listLetters(session, arguments, stop);
    }
    if (verb == "show" && arguments.words.size() == 2) {
        co_return co_await showLetter(session, arguments, stop);
    }
    if (verb == "replay") {
        co_return co_await replayLetters(session, arguments, stop);
    }
    if (verb == "discard") {
        co_return co_await discardLetters(session, arguments, stop);
    }
    co_return misused("dead-letters takes list, show ID, replay ID… or discard ID….", arguments);
}

} // namespace signalbox::cli

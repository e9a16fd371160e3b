// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/isolated_evaluator.h"

#include "base/guarded_child.h"
#include "base/helpers.h"
#include "base/log.h"
#include "base/text.h"
#include "eval/evaluator_child.h"
#include "eval/frames_p.h"

#include <csignal>
#include <cstdlib>
#include <unordered_set>

#include <sys/socket.h>

namespace signalbox::eval {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::seconds kStartTime{10};
constexpr std::chrono::milliseconds kEndTime{5000};
// A child is replaced when it knows so many expressions or has worked so long; the processor limit, which
// no honest child reaches, is a net below that.
constexpr std::size_t kMostDefined = 10'000;
constexpr std::chrono::seconds kMostWork{120};
constexpr std::uint64_t kCpuSeconds = 600;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true; // their shadow memory is far larger than any limit of address space
#else
constexpr bool kSanitized = false;
#endif

ChildOptions childOptions(const std::string &program, const Limits &limits)
{
    ChildOptions options;
    options.program = program;
    options.arguments = {std::to_string(limits.time.count()), std::to_string(limits.valueBytes), std::to_string(limits.memoryBytes)};
    options.inherit = {"LANG", "LC_ALL"};
    // With TZ set the C library reads the time zone once; without, it looks whether the file has changed,
    // which the child may not.
    const char *zone = std::getenv("TZ");
    options.environment = {{"TZ", zone ? zone : ":/etc/localtime"}, {"QV4_FORCE_INTERPRETER", "1"}};
    options.folder = "/";
    options.limits.cpuSeconds = kCpuSeconds;
    options.limits.openFiles = 32;
    if (!kSanitized) {
        // Until it has measured itself and set a closer one.
        options.limits.addressSpace = limits.memoryBytes + (2ull << 30);
    }
    options.output = ChildStream::Null;
    options.errors = ChildStream::Null;
    options.withSocket = true;
    return options;
}

} // namespace

struct IsolatedEvaluator::Private
{
    explicit Private(const Limits &given) : limits(given) {}

    const Limits limits;
    std::optional<GuardedChild> child;
    std::unordered_set<std::uint64_t> defined;
    SteadyClock::duration worked{};
    RunSeed seed;
    bool seedDirty = true;

    Result<void> ensureChild();
    void drop();
    Error died(const Expression &expression);
    Result<json::Array> ask(std::string question, const Expression &first);
    Result<json::Value> exchange(std::string question, const Expression &first, std::stop_token stop);
    ProgramOutcome run(const Program &program, const Expression &shown, std::stop_token stop);
};

IsolatedEvaluator::IsolatedEvaluator(const Limits &limits) : d(std::make_unique<Private>(limits)) {}

IsolatedEvaluator::~IsolatedEvaluator() = default;

void IsolatedEvaluator::begin(const RunSeed &seed)
{
    d->seed = seed;
    d->seedDirty = true;
}

std::int64_t IsolatedEvaluator::pid() const
{
    return d->child ? d->child->pid() : 0;
}

void IsolatedEvaluator::retire()
{
    d->drop();
}

void IsolatedEvaluator::Private::drop()
{
    child.reset(); // its guard ends it
    defined.clear();
    worked = {};
    seedDirty = true;
}

Result<void> IsolatedEvaluator::Private::ensureChild()
{
    if (child && (defined.size() >= kMostDefined || worked > kMostWork)) {
        drop();
    }
    if (child) {
        return {};
    }
    drop();
    const auto unavailable = [](Error cause) {
        return Error("evaluator.unavailable", "The isolated evaluator, which flows of others need, cannot be started: " + cause.message).retryable().withCause(cause);
    };
    auto program = findHelper("signalbox-evaluator");
    if (!program) {
        return unavailable(std::move(program).error());
    }
    auto started = GuardedChild::start(childOptions(*program, limits), std::chrono::duration_cast<Millis>(kStartTime));
    if (!started) {
        return unavailable(std::move(started).error());
    }
    std::string greeting;
    const auto heard = receiveFrame(started->socket.get(), greeting, 4096, SteadyClock::now() + kStartTime);
    const auto parsed = heard == Exchange::Done ? json::parse(greeting) : Result<json::Value>(Error("eval.crashed", "It ended while it started."));
    const auto *ready = parsed ? json::find(*parsed, "ready") : nullptr;
    if (!ready || !ready->is_bool() || !ready->get_bool()) {
        const auto why = parsed && parsed->is_object() ? json::text(parsed->get_object(), "why", "It does not answer.") : std::string_view("It does not answer.");
        return unavailable(parsed ? Error("eval.crashed", std::string(why)) : parsed.error());
    }
    child = std::move(*started);
    return {};
}

// What the child's death means for the expression under way.
Error IsolatedEvaluator::Private::died(const Expression &expression)
{
    const auto exit = child->wait(Millis(kEndTime));
    drop();
    if (exit && exit->code == kMemoryExit) {
        return located(Error("eval.memory", "It took more memory than an expression may, and its evaluator was ended; work on less at a time."), expression);
    }
    if (exit && exit->signal == SIGXCPU) {
        return located(Error("eval.time", "It took more processor time than an expression may, and its evaluator was ended."), expression);
    }
    const auto how = !exit ? std::string("does not answer") : exit->signal == SIGSYS ? std::string("did what expressions may not")
        : exit->signal != 0                                                           ? "was ended by signal " + std::to_string(exit->signal)
                                                                                       : "ended with code " + std::to_string(exit->code);
    log::warning("eval", "an isolated evaluator died", {{"how", how}, {"where", expression.where()}});
    return located(Error("eval.crashed", "Its evaluator " + how + "; the next expression gets a new one."), expression).retryable();
}

namespace {

Error malformed(const Expression &expression)
{
    return located(Error("eval.crashed", "Its evaluator gave an answer that makes no sense."), expression);
}

Error readFailure(const json::Value &failed, const Expression &expression)
{
    const auto *fields = failed.if_object();
    const auto code = fields ? json::text(*fields, "code") : std::string_view();
    if (!code.starts_with("expression.") && !code.starts_with("value.")) {
        return malformed(expression); // it speaks for expressions only
    }
    Error error(std::string(code), std::string(cutUtf8(json::text(*fields, "message"), 8192)), std::string(cutUtf8(json::text(*fields, "subject"), 1024)));
    if (const auto *args = json::find(*fields, "args"); args && args->is_object()) {
        for (const auto &arg : args->get_object()) {
            if (arg.value().is_string() && error.args.size() < 8) {
                error.args.emplace_back(arg.key(), arg.value().get_string());
            }
        }
    }
    return error;
}

Result<json::Array> readAnswer(json::Value answer, const Expression &expression)
{
    auto *object = answer.if_object();
    auto *values = object ? object->if_contains("values") : nullptr;
    auto *list = values ? values->if_array() : nullptr;
    if (!list) {
        return malformed(expression);
    }
    if (const auto *failed = object->if_contains("error")) {
        return readFailure(*failed, expression);
    }
    return std::move(*list);
}

std::vector<LogLine> readLog(const json::Value &answer)
{
    std::vector<LogLine> lines;
    std::size_t bytes = 0;
    const auto *list = json::find(answer, "log");
    if (!list || !list->is_array()) {
        return lines;
    }
    for (const auto &entry : list->get_array()) {
        const auto *parts = entry.if_array();
        if (!parts || parts->size() != 2 || !parts->at(0).is_string() || !parts->at(1).is_string()) {
            continue;
        }
        lines.push_back({std::string(parts->at(0).get_string().subview(0, 8)), std::string(parts->at(1).get_string())});
        bytes += lines.back().text.size();
        if (lines.size() >= kMostLogLines || bytes > kMostLogBytes) {
            break;
        }
    }
    return lines;
}

} // namespace

// The child's answer, as JSON.
Result<json::Value> IsolatedEvaluator::Private::exchange(std::string question, const Expression &first, std::stop_token stop)
{
    // The child's own watchdog stops what it can, in good order; what it cannot stop it dies of here.
    const auto begun = SteadyClock::now();
    const auto until = begun + limits.time + kBatchTime + 5 * std::max(limits.time, std::chrono::milliseconds(1000));
    const int socket = child->socket.get();
    std::string text;
    auto outcome = Exchange::Closed;
    {
        const std::stop_callback onStop(stop, [socket] { ::shutdown(socket, SHUT_RDWR); });
        outcome = sendFrame(socket, question, until);
        if (outcome == Exchange::Done) {
            outcome = receiveFrame(socket, text, mostAnswerBytes(limits.valueBytes), until);
        }
    }
    worked += SteadyClock::now() - begun;
    if (stop.stop_requested()) {
        drop();
        return cancelledError(first.where());
    }
    switch (outcome) {
    case Exchange::Done: break;
    case Exchange::Closed: return died(first);
    case Exchange::Late:
        drop();
        return located(Error("eval.time", "It took longer than " + std::to_string(limits.time.count()) + " ms and could only be stopped by ending its evaluator."), first);
    case Exchange::TooLarge: drop(); return located(Error("eval.crashed", "Its evaluator gave more than it may."), first);
    }
    auto parsed = json::parse(text);
    if (!parsed) {
        drop();
        return malformed(first);
    }
    return parsed;
}

Result<json::Array> IsolatedEvaluator::Private::ask(std::string question, const Expression &first)
{
    SB_TRY(parsed, exchange(std::move(question), first, {}));
    auto answer = readAnswer(std::move(parsed), first);
    if (!answer && answer.error().code == "eval.crashed") {
        drop();
    }
    return answer;
}

namespace {

struct Call
{
    const Expression *expression;
    Arguments arguments;
};

} // namespace

// Asks for calls from `make(n)` until `count` are answered, as many at once as a frame should hold.
template<typename D, typename Make, typename Take>
static Result<void> askAll(D &d, std::size_t count, bool test, Make make, Take take)
{
    for (std::size_t done = 0; done < count;) {
        SB_CHECK(d.ensureChild());
        std::string definitions;
        std::string calls;
        std::vector<std::uint64_t> fresh;
        const Expression *first = nullptr;
        std::size_t asked = 0;
        while (done + asked < count && calls.size() < kBatchBytes) {
            Result<Call> call = make(done + asked);
            if (!call) {
                if (asked > 0) {
                    break; // those before it are asked first: one of them may fail earlier
                }
                return std::move(call).error();
            }
            const auto &expression = *call->expression;
            first = first ? first : &expression;
            if (d.defined.insert(expression.id()).second) {
                definitions += definitions.empty() ? "" : ",";
                definitions += json::write(json::Array{expression.id(), expression.info().text, expression.where()});
            }
            calls += asked > 0 ? "," : "";
            appendCall(calls, expression.id(), call->arguments);
            ++asked;
        }
        std::string question = "{";
        if (d.seedDirty) {
            question += "\"begin\":" + json::write(json::Array{d.seed.now, d.seed.random, d.seed.step}) + ",";
            d.seedDirty = false;
        }
        if (!definitions.empty()) {
            question += "\"define\":[" + definitions + "],";
        }
        question += test ? "\"test\":true,\"calls\":[" : "\"test\":false,\"calls\":[";
        question += calls + "]}";
        SB_TRY(values, d.ask(std::move(question), *first));
        if (values.empty() || values.size() > asked) {
            d.drop();
            return malformed(*first);
        }
        for (auto &value : values) {
            take(done++, std::move(value));
        }
    }
    return {};
}

ProgramOutcome IsolatedEvaluator::run(const Program &program, std::stop_token stop)
{
    flow::ExpressionInfo info;
    info.text = program.body.substr(0, 100);
    return d->run(program, Expression(std::move(info), program.where), std::move(stop));
}

ProgramOutcome IsolatedEvaluator::Private::run(const Program &program, const Expression &shown, std::stop_token stop)
{
    if (stop.stop_requested()) {
        return {cancelledError(program.where), {}};
    }
    for (const auto &entry : program.scope) {
        if (json::approximateSize(entry.value()) > limits.valueBytes) {
            return {located(Error("value.tooLarge", "The value \"" + std::string(entry.key()) + "\" is larger than a program may be given; use map or filter for large data."), shown), {}};
        }
    }
    if (auto there = ensureChild(); !there) {
        return {std::move(there).error(), {}};
    }
    std::string question = "{\"begin\":" + json::write(json::Array{program.seed.now, program.seed.random, program.seed.step}) + ",\"program\":[";
    json::writeTo(question, json::Value(program.body));
    question += ",";
    json::writeTo(question, json::Value(program.where));
    question += "," + json::write(json::Value(program.scope)) + "]}";
    seedDirty = true;
    auto answer = exchange(std::move(question), shown, std::move(stop));
    if (!answer) {
        return {std::move(answer).error(), {}};
    }
    auto log = readLog(*answer);
    if (const auto *failed = json::find(*answer, "error")) {
        auto error = readFailure(*failed, shown);
        if (error.is("eval.crashed")) {
            drop();
        }
        return {std::move(error), std::move(log)};
    }
    auto *value = answer->is_object() ? answer->get_object().if_contains("value") : nullptr;
    if (!value) {
        drop();
        return {malformed(shown), {}};
    }
    return {std::move(*value), std::move(log)};
}

Result<json::Value> IsolatedEvaluator::evaluate(const Expression &expression, const Scope &scope)
{
    if (auto value = valueWithoutScript(expression, scope)) {
        return std::move(*value);
    }
    json::Value result;
    SB_CHECK(askAll(*d, 1, false, [&](std::size_t) -> Result<Call> {
        SB_TRY(arguments, gather(expression, scope, d->limits.valueBytes));
        return Call{&expression, std::move(arguments)};
    }, [&](std::size_t, json::Value value) { result = std::move(value); }));
    return result;
}

Result<bool> IsolatedEvaluator::test(const Expression &expression, const Scope &scope)
{
    if (const auto &literal = expression.info().literal; literal && literal->is_bool()) {
        return literal->get_bool();
    }
    bool result = false;
    SB_CHECK(askAll(*d, 1, true, [&](std::size_t) -> Result<Call> {
        SB_TRY(arguments, gather(expression, scope, d->limits.valueBytes));
        return Call{&expression, std::move(arguments)};
    }, [&](std::size_t, const json::Value &value) { result = value.is_bool() && value.get_bool(); }));
    return result;
}

Result<std::vector<json::Value>> IsolatedEvaluator::evaluateAll(std::span<const Expression *const> expressions, const Scope &scope)
{
    std::vector<json::Value> values(expressions.size());
    std::vector<std::size_t> crossing;
    for (std::size_t i = 0; i < expressions.size(); ++i) {
        if (auto value = valueWithoutScript(*expressions[i], scope)) {
            values[i] = std::move(*value);
        } else {
            crossing.push_back(i);
        }
    }
    SB_CHECK(askAll(*d, crossing.size(), false, [&](std::size_t n) -> Result<Call> {
        const auto &expression = *expressions[crossing[n]];
        SB_TRY(arguments, gather(expression, scope, d->limits.valueBytes));
        return Call{&expression, std::move(arguments)};
    }, [&](std::size_t n, json::Value value) { values[crossing[n]] = std::move(value); }));
    return values;
}

Result<std::vector<bool>> IsolatedEvaluator::testEach(const Expression &expression, const Scope &scope, const json::Array &items)
{
    if (const auto &literal = expression.info().literal; literal && literal->is_bool()) {
        return std::vector<bool>(items.size(), literal->get_bool());
    }
    std::vector<bool> truths(items.size());
    json::Value index;
    auto inner = scope;
    inner.index = &index;
    SB_CHECK(askAll(*d, items.size(), true, [&](std::size_t n) -> Result<Call> {
        inner.item = &items[n];
        index = static_cast<std::int64_t>(n); // written out before the next one is made
        SB_TRY(arguments, gather(expression, inner, d->limits.valueBytes));
        return Call{&expression, std::move(arguments)};
    }, [&](std::size_t n, const json::Value &value) { truths[n] = value.is_bool() && value.get_bool(); }));
    return truths;
}

} // namespace signalbox::eval

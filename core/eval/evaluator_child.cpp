// SPDX-License-Identifier: GPL-3.0-or-later
#include "eval/evaluator_child.h"

#include "eval/frames_p.h"
#include "eval/script_p.h"

namespace signalbox::eval {

namespace {

// What these need (tables, the time zone, the collation of texts) is read at the first use, which must be
// before the process can open nothing any more.
constexpr const char *kWarm[] = {
    "[new Date(0).toString(), new Date(1e12).toLocaleString(), new Date(-1e12).toLocaleDateString(), new Date(4e12).toTimeString(), new Date(2020, 1, 2).getTime(), Date.parse('2020-01-02T03:04:05')]",
    "['b', 'a', '\\u00e4'].sort((x, y) => x.localeCompare(y)).join().normalize('NFD').toLocaleUpperCase()",
    "[(1234.5).toLocaleString(), (0.1).toFixed(3), parseFloat('1e3'), /(a+)\\b/u.exec('aaa')[0].replace(/a/g, 'b')]",
    "JSON.parse(JSON.stringify({a: [1, {b: null}]}))",
    "[...new Map([[1, new Set([2])]]).keys()].concat(Array.from({length: 3}, (x, i) => Math.random() * i))",
    "(() => { try { null.x } catch (e) { return e.stack + e.message } })()",
};

class Server
{
public:
    Server(int socket, const Limits &limits) : m_socket(socket), m_limits(limits), m_script(limits) {}

    bool warm()
    {
        for (const auto *text : kWarm) {
            auto expression = Expression::create(text, "");
            if (!expression || !m_script.evaluate(**expression, gather(**expression, {}, m_limits.valueBytes).value())) {
                return false;
            }
        }
        // What comes runs in an engine that was made without the powers of this one, above all without
        // memory that may be executed.
        m_script.discard();
        return true;
    }

    void run()
    {
        std::string frame;
        while (receiveFrame(m_socket, frame, mostQuestionBytes(m_limits.valueBytes))) {
            const auto question = json::parse(frame, {.maxBytes = frame.size() + 1, .maxDepth = 600, .spelling = nullptr});
            if (!question || !question->is_object() || !sendFrame(m_socket, answer(question->get_object()))) {
                return;
            }
        }
    }

private:
    void define(const json::Value &entry)
    {
        const auto &parts = entry.as_array();
        auto expression = Expression::create(parts.at(1).as_string(), std::string(parts.at(2).as_string()));
        if (expression) {
            m_expressions[parts.at(0).to_number<std::uint64_t>()] = std::move(*expression);
        }
    }

    // The socket is written by the process that started this one; what has not its form ends this one by
    // an exception.
    std::string answer(const json::Object &question)
    {
        if (const auto *seed = json::find(question, "begin")) {
            const auto &parts = seed->as_array();
            m_script.begin({parts.at(0).to_number<std::int64_t>(), parts.at(1).to_number<std::uint64_t>(), parts.at(2).to_number<std::uint64_t>()});
        }
        if (const auto *program = json::find(question, "program")) {
            return runProgram(program->as_array());
        }
        if (const auto *definitions = json::find(question, "define")) {
            for (const auto &entry : definitions->as_array()) {
                define(entry);
            }
        }
        const bool test = question.at("test").as_bool();
        const auto started = std::chrono::steady_clock::now();
        std::string text = "{\"values\":[";
        bool first = true;
        for (const auto &call : question.at("calls").as_array()) {
            const auto &parts = call.as_array();
            auto value = evaluate(parts, test);
            if (value && text.size() + 2 * json::approximateSize(*value) > mostAnswerBytes(m_limits.valueBytes) && !first) {
                break; // it comes with the next answer
            }
            if (!value) {
                return text + "],\"error\":" + json::write(errorObject(value.error())) + "}";
            }
            text += first ? "" : ",";
            json::writeTo(text, *value);
            first = false;
            if (text.size() > kBatchBytes || std::chrono::steady_clock::now() - started > kBatchTime) {
                break;
            }
        }
        return text + "]}";
    }

    std::string runProgram(const json::Array &parts)
    {
        Program program;
        program.body = parts.at(0).as_string();
        program.where = parts.at(1).as_string();
        program.scope = parts.at(2).as_object();
        std::vector<LogLine> log;
        auto value = m_script.run(program, log);
        json::Array lines;
        for (auto &line : log) {
            lines.push_back(json::Array{line.level, line.text});
        }
        auto text = ",\"log\":" + json::write(lines) + "}";
        if (!value) {
            return "{\"error\":" + json::write(errorObject(value.error())) + text;
        }
        auto written = json::write(*value);
        if (written.size() + text.size() + 100 > mostAnswerBytes(m_limits.valueBytes)) {
            const Error error("value.tooLarge", "What the program gives is too large; give less.", program.where);
            return "{\"error\":" + json::write(errorObject(error)) + text;
        }
        return "{\"value\":" + written + text;
    }

    Result<json::Value> evaluate(const json::Array &call, bool test)
    {
        const auto found = m_expressions.find(call.at(0).to_number<std::uint64_t>());
        Arguments arguments;
        if (found == m_expressions.end() || !readArguments(call.at(2), call.at(1).as_bool(), arguments)) {
            return Error("expression.syntax", "The expression is not known here.");
        }
        const auto &expression = *found->second;
        if (test) {
            SB_TRY(truth, m_script.test(expression, arguments));
            return json::Value(truth);
        }
        SB_TRY(value, m_script.evaluate(expression, arguments));
        // Escaped, a byte can take six.
        const auto most = mostAnswerBytes(m_limits.valueBytes) - 1000;
        if (6 * json::approximateSize(value) > most && json::write(value).size() > most) {
            return located(Error("value.tooLarge", "The value is larger than an expression may give; use map or filter for large data."), expression);
        }
        return value;
    }

    static json::Object errorObject(const Error &error)
    {
        json::Object args;
        for (const auto &[name, value] : error.args) {
            args[name] = value;
        }
        return {{"code", error.code}, {"message", error.message}, {"subject", error.subject}, {"args", std::move(args)}};
    }

    const int m_socket;
    const Limits m_limits;
    Script m_script;
    std::unordered_map<std::uint64_t, std::shared_ptr<const Expression>> m_expressions;
};

} // namespace

int serveEvaluations(int socket, const Limits &limits, const Confine &confine)
{
    Server server(socket, limits);
    if (!server.warm()) {
        sendFrame(socket, "{\"ready\":false,\"why\":\"its JavaScript engine does not work\"}");
        return 1;
    }
    if (const auto confined = confine(limits); !confined) {
        sendFrame(socket, json::write(json::Object{{"ready", false}, {"why", confined.error().message}}));
        return 1;
    }
    if (!sendFrame(socket, "{\"ready\":true}")) {
        return 0;
    }
    server.run();
    return 0;
}

} // namespace signalbox::eval

// SPDX-License-Identifier: GPL-3.0-or-later
// What every evaluator must do: give what JavaScript gives, reach nothing, exhaust nothing and leave nothing
// behind. Run by each implementation.
#pragma once

#include "eval/evaluator.h"
#include "support/test.h"

#include <QElapsedTimer>

namespace signalbox::eval {

class Outputs : public NodeOutputs
{
public:
    const json::Value *output(std::string_view id) const override
    {
        const auto found = values.find(std::string(id));
        return found == values.end() ? nullptr : &found->second;
    }
    std::map<std::string, json::Value> values;
};

/// The value as JSON, or the error's code.
std::string give(Evaluator &evaluator, const std::string &text, const Scope &scope);

class EvaluatorContract : public SignalboxTest
{
    Q_OBJECT
public:
    using Factory = std::function<std::unique_ptr<Evaluator>(const Limits &)>;
    explicit EvaluatorContract(Factory create) : m_create(std::move(create)) {}

protected:
    Factory m_create;
    std::unique_ptr<Evaluator> m_evaluator;
    json::Value m_input = json::parse("{\"n\":41,\"name\":\"Ada\",\"list\":[3,1,2],\"deep\":{\"a\":{\"b\":0.5}},\"big\":9007199254740993,\"none\":null,\"items\":[{\"score\":0.9},{\"score\":0.1}]}").value();
    json::Value m_vars = json::parse("{\"rate\":2}").value();
    Outputs m_outputs;

    Scope scope() const;

private Q_SLOTS:
    void initTestCase();
    void evaluatesAsJavaScriptDoes_data();
    void evaluatesAsJavaScriptDoes();
    void nothingIsLeftForTheNext_data();
    void nothingIsLeftForTheNext();
    void nothingOutsideIsReached_data();
    void nothingOutsideIsReached();
    void exhaustsNothing_data();
    void exhaustsNothing();
    void chanceIsTheSameAgain();
    void errorsNameNodeAndExpression();
    void largeValuesAreRefused();
    void callsMadeTogetherGiveTheSame();
    void itemsAreTestedInOrder();
};

} // namespace signalbox::eval

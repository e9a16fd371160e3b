// SPDX-License-Identifier: GPL-3.0-or-later
// One turn of one run, as a class: stretch.cpp holds nodes and edges, stretch_body.cpp maps, loops and
// subflows, stretch_ask.cpp what persons are asked, stretch_rows.cpp what is written and what is read back after a restart.
#pragma once

#include "engine/run_p.h"

namespace signalbox::engine {

/// What an effect's row keeps beside its result: the key, and what is known of the call.
std::string effectDetail(int generation, const std::string &key, const json::Object &config, UnixMillis notBefore, std::string_view edited = {});

std::shared_ptr<Frame> makeFrame(std::shared_ptr<const Plan> plan, SharedValue input);

/// What `nodes.<id>.output` gives inside a frame.
class FrameOutputs final : public eval::NodeOutputs
{
public:
    explicit FrameOutputs(const Frame &frame) : m_frame(frame) {}
    const json::Value *output(std::string_view id) const override;

private:
    const Frame &m_frame;
};

class Stretch
{
public:
    Stretch(Run &run, eval::Evaluator &evaluator, const StretchOptions &options)
        : m_run(run), m_evaluator(evaluator), m_options(options), m_pages(options.payloads, run.id, options.redact, run.kept)
    {
    }

    Turn run(std::vector<Arrival> arrivals);
    /// deriveInput().
    Result<StepInput> derive(std::string_view path);
    /// derivePreview().
    Result<std::string> preview(std::string_view path, const CompiledValue &value, PreviewPlace place);
    /// What a node is given by the nodes before it.
    static SharedValue joinedInput(const Frame &frame, std::uint32_t index);

private:
    /// What becomes of a step's row.
    enum class Row { None, Insert, Update };

    void arrive(Arrival &arrival);
    void note(const Arrival &arrival);
    std::uint32_t firedOf(const Frame &frame) const;
    void startFrame(const std::shared_ptr<Frame> &frame);
    eval::Scope scopeOf(const Frame &frame, const json::Value *input) const;
    SharedValue inputOf(const Frame &frame, std::uint32_t index) const;
    static SharedValue portsOf(const Frame &frame, std::uint32_t index);
    void execute(const std::shared_ptr<Frame> &frame, std::uint32_t index);
    void executePure(const std::shared_ptr<Frame> &frame, std::uint32_t index, const SharedValue &input);
    Result<json::Value> resolve(const Frame &frame, std::uint32_t index, const SharedValue &input, std::vector<SecretSlot> *secrets,
                                const eval::NodeOutputs *outputs = nullptr);
    void prepare(const std::shared_ptr<Frame> &frame, std::uint32_t index, const SharedValue &input, const store::StepRow *before);
    SharedValue scopeValue(const Frame &frame, std::uint32_t index) const;
    void ask(const std::shared_ptr<Frame> &frame, std::uint32_t index, const SharedValue &input, json::Object config, const store::StepRow *before);
    void complete(const std::shared_ptr<Frame> &frame, std::uint32_t index, SharedValue output, std::string_view port, Row row);
    std::optional<Error> decideEdges(const Frame &frame, std::uint32_t index, std::string_view port, std::string &edges);
    void settle(const std::shared_ptr<Frame> &frame, std::uint32_t index, std::string_view edges);
    void skip(const std::shared_ptr<Frame> &frame, std::uint32_t index, Row row);
    void fail(const std::shared_ptr<Frame> &frame, std::uint32_t index, Error error, Row row);
    void hold(const std::shared_ptr<Frame> &frame, std::uint32_t index, const Error &error, Row row);
    static bool isHandledAround(const Frame &frame);
    void leaveLetter(const Frame &frame, std::uint32_t index, const Error &error, bool held);
    json::Value resultOf(const Frame &frame) const;
    void frameEnded(const std::shared_ptr<Frame> &frame);
    void frameFailed(const std::shared_ptr<Frame> &frame, Error error);

    // stretch_body.cpp
    void beginBody(const std::shared_ptr<Frame> &frame, std::uint32_t index, const SharedValue &input);
    void continueMap(const std::shared_ptr<Frame> &frame, std::uint32_t index);
    void continueLoop(const std::shared_ptr<Frame> &frame, std::uint32_t index, bool afterTurn);
    void startBodyFrame(const std::shared_ptr<Frame> &frame, std::uint32_t index, std::size_t number, SharedValue input, std::string prefix);
    std::shared_ptr<Frame> innerFrame(const std::shared_ptr<Frame> &frame, std::uint32_t index, std::size_t number, SharedValue input, std::string prefix) const;
    void bodyFrameEnded(const std::shared_ptr<Frame> &frame, json::Value result);
    void bodyFrameFailed(const std::shared_ptr<Frame> &frame, Error error);
    static std::shared_ptr<Frame> owner(Frame *frame, Run &run);

    // stretch_rows.cpp
    bool replayed(const std::shared_ptr<Frame> &frame, std::uint32_t index);
    void write(const Frame &frame, std::uint32_t index, store::StepState state, const SharedValue &output, const std::optional<Error> &error,
               const std::string &edges, std::string detail, bool insert);
    static UnixMillis notBeforeOf(const store::StepRow &row);
    UnixMillis begunAt(const std::string &path) const;

    // stretch_control.cpp
    bool isHeld(const Frame &frame, std::uint32_t index);
    const Pin *pinOf(const Frame &frame, std::uint32_t index) const;
    bool stoodIn(const std::shared_ptr<Frame> &frame, std::uint32_t index);

    // stretch_input.cpp
    friend class RowOutputs;
    const store::StepRow *rowOf(const Frame &frame, std::uint32_t index) const;
    void settleFromRows(Frame &frame) const;
    Result<SharedValue> editedInput(const Frame &frame, std::uint32_t index) const;
    Result<void> load(Frame &frame, std::uint32_t index) const;
    Result<SharedValue> inputFromRows(Frame &frame, std::uint32_t index) const;
    Result<std::string> inputText(Frame &frame, std::uint32_t index) const;
    Result<json::Value> configFromRows(Frame &frame, std::uint32_t index);
    struct Reached
    {
        std::shared_ptr<Frame> frame;
        std::uint32_t index = 0;
        std::vector<std::shared_ptr<Frame>> around; ///< which own the frame
    };
    Result<Reached> reach(std::string_view path);
    bool isTooLarge(const Frame &frame, std::uint32_t index) const;
    Result<std::shared_ptr<Frame>> enter(const std::shared_ptr<Frame> &frame, std::uint32_t index, std::optional<std::size_t> number);

    Run &m_run;
    eval::Evaluator &m_evaluator;
    const StretchOptions &m_options;
    PagedValues m_pages;
    Turn m_turn;
    json::Object m_config; ///< of the effect whose failure has come
    bool m_isPinned = false;
    bool m_isPassedOn = false; ///< a failure that a body passes on to its owner
};

} // namespace signalbox::engine

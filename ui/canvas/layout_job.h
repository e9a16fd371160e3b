// SPDX-License-Identifier: GPL-3.0-or-later
// One layout at a time, computed off the window's thread: by Graphviz' dot where that is there and quick enough, else by
// columns of our own. A new one ends the one before it.
#pragma once

#include "base/result.h"
#include "flow/layered_layout.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace signalbox::canvas {

/// What is to get places.
struct LayoutRequest
{
    enum class Purpose {
        Edit,   ///< somebody asked for it: a step of the history
        Implied ///< the file says no places
    };
    flow::LayoutGraph graph; ///< the nodes, then the notes
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> notes;
    std::vector<std::uint32_t> frames; ///< by group
    QPointF origin;
    Purpose purpose = Purpose::Edit;
};

/// Where it all goes, and how that came about.
struct LayoutResult
{
    enum class Way {
        Dot,     ///< Graphviz
        Simple,  ///< by columns, as was asked for or as nothing is connected
        TooMany, ///< by columns, as Graphviz would take long
        TooLong, ///< by columns, as Graphviz passed its deadline
        Missing, ///< by columns, as Graphviz is not installed
        Failed   ///< by columns, as Graphviz failed
    };
    LayoutRequest request;
    std::vector<QPointF> places;
    std::vector<QRectF> boxes; ///< by group
    Way way = Way::Simple;
    std::optional<Error> trouble; ///< where it failed
};

/// How dot is run.
struct DotProgram
{
    std::string program = "dot";
    std::chrono::milliseconds deadline{2000};
    std::size_t mostNodes = 2000;
    std::size_t mostEdges = 6000;
};

/// Thread: the one of the window; the work is done on a thread of its own, from the first layout on.
class LayoutJob : public QObject
{
    Q_OBJECT
public:
    explicit LayoutJob(QObject *parent = nullptr);
    ~LayoutJob() override;

    void setProgram(DotProgram program) { m_program = std::move(program); }
    const DotProgram &program() const { return m_program; }
    void start(LayoutRequest request);
    /// What is under way ends without a result, its program at once.
    void cancel();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void finished(const signalbox::canvas::LayoutResult &result);

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
    DotProgram m_program;
    std::stop_source m_stop;
    std::uint64_t m_generation = 0;
    bool m_running = false;
};

} // namespace signalbox::canvas

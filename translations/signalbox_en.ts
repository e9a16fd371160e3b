<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>BodyEditor</name>
    <message numerus="yes">
        <source>Open the body (%n nodes)</source>
        <translation>
            <numerusform>Open the body (%n node)</numerusform>
            <numerusform>Open the body (%n nodes)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeText</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JsonTreeModel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message numerus="yes">
        <source>%1/%2 of %n candidate(s)</source>
        <translation>
            <numerusform>%1/%2 of %n candidate</numerusform>
            <numerusform>%1/%2 of %n candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, after %n that failed</source>
        <translation>
            <numerusform>%1, after %n that failed</numerusform>
            <numerusform>%1, after %n that failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::canvas::CanvasView</name>
    <message numerus="yes">
        <source>%n incoming</source>
        <translation>
            <numerusform>%n incoming</numerusform>
            <numerusform>%n incoming</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outgoing</source>
        <translation>
            <numerusform>%n outgoing</numerusform>
            <numerusform>%n outgoing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n node(s).</source>
        <translation>
            <numerusform>Copied %n node.</numerusform>
            <numerusform>Copied %n nodes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pasted %n node(s).</source>
        <translation>
            <numerusform>Pasted %n node.</numerusform>
            <numerusform>Pasted %n nodes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) are a subflow now. Ctrl+Enter opens it.</source>
        <translation>
            <numerusform>%n node is a subflow now. Ctrl+Enter opens it.</numerusform>
            <numerusform>%n nodes are a subflow now. Ctrl+Enter opens it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unpacked %n node(s).</source>
        <translation>
            <numerusform>Unpacked %n node.</numerusform>
            <numerusform>Unpacked %n nodes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n values</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranging %n node(s). Esc cancels it.</source>
        <translation>
            <numerusform>Arranging %n node. Esc cancels it.</numerusform>
            <numerusform>Arranging %n nodes. Esc cancels it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranged %n node(s).</source>
        <translation>
            <numerusform>Arranged %n node.</numerusform>
            <numerusform>Arranged %n nodes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranged %n node(s) by simple columns: Graphviz would take too long for so many.</source>
        <translation>
            <numerusform>Arranged %n node by simple columns: Graphviz would take too long for so many.</numerusform>
            <numerusform>Arranged %n nodes by simple columns: Graphviz would take too long for so many.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranged %n node(s) by simple columns: Graphviz was not done after %1 s.</source>
        <translation>
            <numerusform>Arranged %n node by simple columns: Graphviz was not done after %1 s.</numerusform>
            <numerusform>Arranged %n nodes by simple columns: Graphviz was not done after %1 s.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranged %n node(s) by simple columns. Install the package graphviz for a better arrangement.</source>
        <translation>
            <numerusform>Arranged %n node by simple columns. Install the package graphviz for a better arrangement.</numerusform>
            <numerusform>Arranged %n nodes by simple columns. Install the package graphviz for a better arrangement.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranged %n node(s) by simple columns: Graphviz failed. %1</source>
        <translation>
            <numerusform>Arranged %n node by simple columns: Graphviz failed. %1</numerusform>
            <numerusform>Arranged %n nodes by simple columns: Graphviz failed. %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) passed</source>
        <translation>
            <numerusform>%n value passed</numerusform>
            <numerusform>%n values passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) in it</source>
        <translation>
            <numerusform>%n node in it</numerusform>
            <numerusform>%n nodes in it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cut %n node(s).</source>
        <translation>
            <numerusform>Cut %n node.</numerusform>
            <numerusform>Cut %n nodes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n condition(s) could not go along. Check the new edges, or undo.</source>
        <translation>
            <numerusform>%n condition could not go along. Check the new edges, or undo.</numerusform>
            <numerusform>%n conditions could not go along. Check the new edges, or undo.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::canvas::FlowEditor</name>
    <message numerus="yes">
        <source>an array of %n number(s)</source>
        <translation>
            <numerusform>an array of %n number</numerusform>
            <numerusform>an array of %n numbers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::desktop::Desktop</name>
    <message numerus="yes">
        <source>%n question(s) of runs wait for you.</source>
        <translation>
            <numerusform>%n question of a run waits for you.</numerusform>
            <numerusform>%n questions of runs wait for you.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::desktop::FlowParts</name>
    <message numerus="yes">
        <source>%n changes that are not saved</source>
        <translation>
            <numerusform>%n change that is not saved</numerusform>
            <numerusform>%n changes that are not saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::AdviceList</name>
    <message numerus="yes">
        <source>See why %n call(s) failed: %1 of the money went to them.</source>
        <translation>
            <numerusform>See why %n call failed: %1 of the money went to them.</numerusform>
            <numerusform>See why %n calls failed: %1 of the money went to them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ApprovalsView</name>
    <message numerus="yes">
        <source>Approve %n</source>
        <translation>
            <numerusform>Approve %n</numerusform>
            <numerusform>Approve %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n</source>
        <translation>
            <numerusform>Reject %n</numerusform>
            <numerusform>Reject %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) chosen</source>
        <translation>
            <numerusform>%n question chosen</numerusform>
            <numerusform>%n questions chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n approved</source>
        <translation>
            <numerusform>%n approved</numerusform>
            <numerusform>%n approved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n rejected</numerusform>
            <numerusform>%n rejected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::BudgetBars</name>
    <message numerus="yes">
        <source>%n more budget(s)</source>
        <translation>
            <numerusform>%n more budget</numerusform>
            <numerusform>%n more budgets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::CompareView</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::CostPlot</name>
    <message numerus="yes">
        <source>%1: %2, %n call(s)</source>
        <translation>
            <numerusform>%1: %2, %n call</numerusform>
            <numerusform>%1: %2, %n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of unknown cost</source>
        <translation>
            <numerusform>%1, %n of unknown cost</numerusform>
            <numerusform>%1, %n of unknown cost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::CostsPage</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) whose cost nobody knows</source>
        <translation>
            <numerusform>%n call whose cost nobody knows</numerusform>
            <numerusform>%n calls whose cost nobody knows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::DiffView</name>
    <message numerus="yes">
        <source>%n changes since %1</source>
        <translation>
            <numerusform>%n change since %1</numerusform>
            <numerusform>%n changes since %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes from %1 to %2</source>
        <translation>
            <numerusform>%n change from %1 to %2</numerusform>
            <numerusform>%n changes from %1 to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::EndpointTokenDialog</name>
    <message numerus="yes">
        <source>In %n day(s)</source>
        <translation>
            <numerusform>In %n day</numerusform>
            <numerusform>In %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::EndpointTokensModel</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::EventsPane</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>paused, %Ln new</source>
        <translation>
            <numerusform>paused, %Ln new</numerusform>
            <numerusform>paused, %Ln new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::FlowDocument</name>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n steps</source>
        <translation>
            <numerusform>%1, %n step</numerusform>
            <numerusform>%1, %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>From %n run(s) that ended well; nine of ten cost no more than %1.</source>
        <translation>
            <numerusform>From %n run that ended well; it cost %1.</numerusform>
            <numerusform>From %n runs that ended well; nine of ten cost no more than %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This run has more steps than are gone through here; its first %n are shown.</source>
        <translation>
            <numerusform>This run has more steps than are gone through here; its first %n is shown.</numerusform>
            <numerusform>This run has more steps than are gone through here; its first %n are shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) of this run are no longer in the flow and are left out: %1</source>
        <translation>
            <numerusform>%n node of this run are no longer in the flow and are left out: %1</numerusform>
            <numerusform>%n nodes of this run are no longer in the flow and are left out: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::InboxView</name>
    <message numerus="yes">
        <source>%n in the list</source>
        <translation>
            <numerusform>%n in the list</numerusform>
            <numerusform>%n in the list</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::Inspector</name>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::LatencyPlot</name>
    <message numerus="yes">
        <source>The last %n call(s): half of them within %1, the longest %2</source>
        <translation>
            <numerusform>The last %n call: half within %1, the longest %2</numerusform>
            <numerusform>The last %n calls: half of them within %1, the longest %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1; %n failed</source>
        <translation>
            <numerusform>%1; %n failed</numerusform>
            <numerusform>%1; %n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::LettersView</name>
    <message numerus="yes">
        <source>Do %n again</source>
        <translation>
            <numerusform>Do %n again</numerusform>
            <numerusform>Do %n again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dead letter(s) chosen</source>
        <translation>
            <numerusform>%n dead letter chosen</numerusform>
            <numerusform>%n dead letters chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done again</source>
        <translation>
            <numerusform>%n done again</numerusform>
            <numerusform>%n done again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n put away</source>
        <translation>
            <numerusform>%n put away</numerusform>
            <numerusform>%n put away</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ModelChoices</name>
    <message numerus="yes">
        <source>group of %n providers</source>
        <translation>
            <numerusform>group of %n provider</numerusform>
            <numerusform>group of %n providers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ModelGuide</name>
    <message numerus="yes">
        <source>On this machine, %n model(s)</source>
        <translation>
            <numerusform>On this machine, %n model</numerusform>
            <numerusform>On this machine, %n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ModelsPane</name>
    <message numerus="yes">
        <source>%1 with %n model(s)</source>
        <translation>
            <numerusform>%1 with %n model</numerusform>
            <numerusform>%1 with %n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ProviderDetails</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It answers and offers %n model(s). Choose one by default to have it asked.</source>
        <translation>
            <numerusform>It answers and offers %n model. Choose one by default to have it asked.</numerusform>
            <numerusform>It answers and offers %n models. Choose one by default to have it asked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ProviderDialog</name>
    <message numerus="yes">
        <source>It answers and offers %n model(s). Choose the one that is asked where nothing else is said.</source>
        <translation>
            <numerusform>It answers and offers %n model. Choose the one that is asked where nothing else is said.</numerusform>
            <numerusform>It answers and offers %n models. Choose the one that is asked where nothing else is said.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It answers and offers %n model(s).</source>
        <translation>
            <numerusform>It answers and offers %n model.</numerusform>
            <numerusform>It answers and offers %n models.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ProvidersModel</name>
    <message numerus="yes">
        <source>%n under way</source>
        <translation>
            <numerusform>%n under way</numerusform>
            <numerusform>%n under way</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::RetentionPage</name>
    <message numerus="yes">
        <source>day(s)</source>
        <translation>
            <numerusform>day</numerusform>
            <numerusform>days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Runs are deleted %n day(s) after they ended: today those that ended before %1.</source>
        <translation>
            <numerusform>Runs are deleted %n day after they ended: today those that ended before %1.</numerusform>
            <numerusform>Runs are deleted %n days after they ended: today those that ended before %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Events are deleted after %n day(s): today those from before %1.</source>
        <translation>
            <numerusform>Events are deleted after %n day: today those from before %1.</numerusform>
            <numerusform>Events are deleted after %n days: today those from before %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::RunsDeletion</name>
    <message numerus="yes">
        <source>%n run(s) will be deleted for good, with steps, logs and dead letters.</source>
        <translation>
            <numerusform>%n run will be deleted for good, with steps, logs and dead letters.</numerusform>
            <numerusform>%n runs will be deleted for good, with steps, logs and dead letters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) could not be deleted: %1</source>
        <translation>
            <numerusform>%n run could not be deleted: %1</numerusform>
            <numerusform>%n runs could not be deleted: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::RunsModel</name>
    <message numerus="yes">
        <source>%n step(s) in doubt: decide</source>
        <translation>
            <numerusform>%n step in doubt: decide</numerusform>
            <numerusform>%n steps in doubt: decide</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %2, %n step(s)</source>
        <translation>
            <numerusform>%1, %2, %n step</numerusform>
            <numerusform>%1, %2, %n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::RunsPane</name>
    <message numerus="yes">
        <source>%Ln run(s) like that</source>
        <translation>
            <numerusform>%Ln run like that</numerusform>
            <numerusform>%Ln runs like that</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s)</source>
        <translation>
            <numerusform>%Ln step</numerusform>
            <numerusform>%Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::SchemaForm</name>
    <message numerus="yes">
        <source>%n more settings</source>
        <translation>
            <numerusform>%n more setting</numerusform>
            <numerusform>%n more settings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::StatusStrip</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in doubt</source>
        <translation>
            <numerusform>%n in doubt</numerusform>
            <numerusform>%n in doubt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to approve</source>
        <translation>
            <numerusform>%n to approve</numerusform>
            <numerusform>%n to approve</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dead letter(s)</source>
        <translation>
            <numerusform>%n dead letter</numerusform>
            <numerusform>%n dead letters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::UsageModel</name>
    <message numerus="yes">
        <source>and %n call(s) whose cost nobody knows</source>
        <translation>
            <numerusform>and %n call whose cost nobody knows</numerusform>
            <numerusform>and %n calls whose cost nobody knows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n call</numerusform>
            <numerusform>%n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n failed</source>
        <translation>
            <numerusform>%1, %n failed</numerusform>
            <numerusform>%1, %n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::VaultBar</name>
    <message numerus="yes">
        <source>%n secret(s) were sealed with a new key. Backups from before need the former one.</source>
        <translation>
            <numerusform>%n secret was sealed with a new key. Backups from before need the former one.</numerusform>
            <numerusform>%n secrets were sealed with a new key. Backups from before need the former one.</numerusform>
        </translation>
    </message>
</context>
</TS>

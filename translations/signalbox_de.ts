<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>BodyEditor</name>
    <message numerus="yes">
        <source>Open the body (%n nodes)</source>
        <translation>
            <numerusform>Rumpf öffnen (%n Knoten)</numerusform>
            <numerusform>Rumpf öffnen (%n Knoten)</numerusform>
        </translation>
    </message>
    <message>
        <source>Write the body here</source>
        <translation>Rumpf hier schreiben</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
</context>
<context>
    <name>FieldSpec</name>
    <message>
        <source>e.g. %1</source>
        <translation>z. B. %1</translation>
    </message>
    <message>
        <source>Write a duration as 250ms, 30s, 5m, 2h or 1d.</source>
        <translation>Dauern werden als 250ms, 30s, 5m, 2h oder 1d angegeben.</translation>
    </message>
</context>
<context>
    <name>JsonTreeModel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Feld</numerusform>
            <numerusform>%n Felder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n Element</numerusform>
            <numerusform>%n Elemente</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ObjectEditor</name>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Set up %1</source>
        <translation>%1 einrichten</translation>
    </message>
</context>
<context>
    <name>PaneTools</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>QuickFix</name>
    <message>
        <source>Change to “%1”</source>
        <translation>In „%1“ ändern</translation>
    </message>
    <message>
        <source>Take the braces away</source>
        <translation>Klammern entfernen</translation>
    </message>
    <message>
        <source>Remove the edge</source>
        <translation>Verbindung entfernen</translation>
    </message>
</context>
<context>
    <name>RowsEditor</name>
    <message>
        <source>Add field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>Add entry</source>
        <translation>Eintrag hinzufügen</translation>
    </message>
    <message>
        <source>Two fields are called “%1”.</source>
        <translation>Zwei Felder heißen „%1“.</translation>
    </message>
    <message>
        <source>%1, entry %2</source>
        <translation>%1, Eintrag %2</translation>
    </message>
    <message>
        <source>Remove entry %1</source>
        <translation>Eintrag %1 entfernen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>%1, name of entry %2</source>
        <translation>%1, Name von Eintrag %2</translation>
    </message>
    <message>
        <source>Entry %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <source>Move entry %1 up</source>
        <translation>Eintrag %1 nach oben</translation>
    </message>
    <message>
        <source>Move entry %1 down</source>
        <translation>Eintrag %1 nach unten</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
</context>
<context>
    <name>ScalarEditor</name>
    <message>
        <source>A template instead of a fixed value</source>
        <translation>Eine Vorlage statt eines festen Werts</translation>
    </message>
    <message>
        <source>Different values</source>
        <translation>Verschiedene Werte</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>%1 (default)</source>
        <translation>%1 (Standard)</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>Das ist keine Zahl.</translation>
    </message>
</context>
<context>
    <name>SecretEditor</name>
    <message>
        <source>Choose a secret</source>
        <translation>Geheimnis wählen</translation>
    </message>
    <message>
        <source>New secret…</source>
        <translation>Neues Geheimnis…</translation>
    </message>
    <message>
        <source>New secret</source>
        <translation>Neues Geheimnis</translation>
    </message>
    <message>
        <source>A text in the flow itself</source>
        <translation>Ein Text im Flow selbst</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Not run</source>
        <translation>Nicht gelaufen</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Erfolgreich</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>Im Zweifel</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>A value as JSON instead of a text</source>
        <translation>Ein Wert als JSON statt eines Textes</translation>
    </message>
    <message>
        <source>Different values</source>
        <translation>Verschiedene Werte</translation>
    </message>
</context>
<context>
    <name>signalbox::canvas::CanvasPane</name>
    <message>
        <source>Where this graph is</source>
        <translation>Ort dieses Graphen</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Flow</translation>
    </message>
</context>
<context>
    <name>signalbox::canvas::CanvasView</name>
    <message>
        <source>Input %1</source>
        <translation>Eingang %1</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>Ausgang %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>problem: %1</source>
        <translation>Problem: %1</translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n incoming</source>
        <translation>
            <numerusform>%n eingehende</numerusform>
            <numerusform>%n eingehende</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outgoing</source>
        <translation>
            <numerusform>%n ausgehende</numerusform>
            <numerusform>%n ausgehende</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n node(s).</source>
        <translation>
            <numerusform>%n Knoten kopiert.</numerusform>
            <numerusform>%n Knoten kopiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pasted %n node(s).</source>
        <translation>
            <numerusform>%n Knoten eingefügt.</numerusform>
            <numerusform>%n Knoten eingefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Deleted. Undo brings it back.</source>
        <translation>Gelöscht. „Rückgängig“ stellt es wieder her.</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>Distribute</source>
        <translation>Verteilen</translation>
    </message>
    <message>
        <source>Copied a picture.</source>
        <translation>Bild kopiert.</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>Text der Notiz</translation>
    </message>
    <message>
        <source>Title of the frame</source>
        <translation>Titel des Rahmens</translation>
    </message>
    <message>
        <source>Name of the node</source>
        <translation>Name des Knotens</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Größe ändern</translation>
    </message>
    <message>
        <source>An empty flow</source>
        <translation>Ein leerer Flow</translation>
    </message>
    <message>
        <source>Type the name of a step, double-click, or press Tab to add the first node.</source>
        <translation>Den Namen eines Schritts tippen, doppelklicken oder Tab drücken, um den ersten Knoten hinzuzufügen.</translation>
    </message>
    <message>
        <source>Flow canvas</source>
        <translation>Arbeitsfläche des Flows</translation>
    </message>
    <message>
        <source>Arrow keys follow the edges. Type to add a node.</source>
        <translation>Pfeiltasten folgen den Verbindungen. Tippen fügt einen Knoten hinzu.</translation>
    </message>
    <message>
        <source>Connected %1 with %2.</source>
        <translation>%1 mit %2 verbunden.</translation>
    </message>
    <message>
        <source>Nothing here fits this port. Type to add a node that does.</source>
        <translation>Hier passt nichts zu diesem Anschluss. Tippen fügt einen passenden Knoten hinzu.</translation>
    </message>
    <message>
        <source>To %1, port %2. Enter connects.</source>
        <translation>Nach %1, Anschluss %2. Die Eingabetaste verbindet.</translation>
    </message>
    <message>
        <source>Added %1.</source>
        <translation>%1 hinzugefügt.</translation>
    </message>
</context>
<context>
    <name>signalbox::canvas::FindBar</name>
    <message>
        <source>Find in this flow</source>
        <translation>In diesem Flow suchen</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>signalbox::canvas::FlowEditor</name>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Edit as text</source>
        <translation>Als Text bearbeiten</translation>
    </message>
    <message>
        <source>Add node</source>
        <translation>Knoten hinzufügen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>Einstellungen ändern</translation>
    </message>
    <message>
        <source>Change condition</source>
        <translation>Bedingung ändern</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Straighten edge</source>
        <translation>Verbindung begradigen</translation>
    </message>
    <message>
        <source>Bend edge</source>
        <translation>Verbindung biegen</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Add frame</source>
        <translation>Rahmen hinzufügen</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>Notiz bearbeiten</translation>
    </message>
    <message>
        <source>Edit frame</source>
        <translation>Rahmen bearbeiten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Insert on edge</source>
        <translation>In Verbindung einfügen</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herauslösen</translation>
    </message>
    <message>
        <source>Delete and heal</source>
        <translation>Löschen und Lücke schließen</translation>
    </message>
</context>
<context>
    <name>signalbox::canvas::HistoryList</name>
    <message>
        <source>History of this flow</source>
        <translation>Verlauf dieses Flows</translation>
    </message>
</context>
<context>
    <name>signalbox::canvas::HistoryModel</name>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>signalbox::canvas::Minimap</name>
    <message>
        <source>Overview of the flow</source>
        <translation>Übersicht des Flows</translation>
    </message>
</context>
<context>
    <name>signalbox::canvas::NodePalette</name>
    <message>
        <source>Add a node…</source>
        <translation>Knoten hinzufügen…</translation>
    </message>
    <message>
        <source>Find a type of node</source>
        <translation>Knotentyp suchen</translation>
    </message>
    <message>
        <source>Types of nodes</source>
        <translation>Knotentypen</translation>
    </message>
    <message>
        <source>Nothing fits. Try another word.</source>
        <translation>Nichts passt. Bitte ein anderes Wort versuchen.</translation>
    </message>
</context>
<context>
    <name>signalbox::desktop::Desktop</name>
    <message>
        <source>The language changes when Signalbox is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Signalbox.</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Flow</translation>
    </message>
    <message>
        <source>“%1” could not be opened.</source>
        <translation>„%1“ konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Choose a backend</source>
        <translation>Backend wählen</translation>
    </message>
    <message>
        <source>Connected to %1</source>
        <translation>Verbunden: %1</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Computer</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Flow of the workspace</source>
        <translation>Flow des Arbeitsbereichs</translation>
    </message>
    <message>
        <source>The events are saved as “%1”.</source>
        <translation>Die Ereignisse sind als „%1“ gespeichert.</translation>
    </message>
    <message>
        <source>“%1” could not be written. Choose another place.</source>
        <translation>„%1“ konnte nicht geschrieben werden. Bitte einen anderen Ort wählen.</translation>
    </message>
</context>
<context>
    <name>signalbox::desktop::FlowParts</name>
    <message>
        <source>Specification</source>
        <translation>Spezifikation</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ChatFeed</name>
    <message>
        <source>There is no backend.</source>
        <translation>Es ist kein Backend verbunden.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ChatPane</name>
    <message>
        <source>Untitled</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>New thread</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Ask, or give a command</source>
        <translation>Fragen stellen oder Befehle geben</translation>
    </message>
    <message>
        <source>Commands work without a model: /flows lists the flows, /run starts one, /explain says what it does.</source>
        <translation>Befehle gehen ohne Modell: /flows listet die Flows auf, /run startet einen, /explain erklärt, was er tut.</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Earlier messages</source>
        <translation>Frühere Nachrichten</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>Unterhaltung</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Rename thread</source>
        <translation>Unterhaltung umbenennen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::CommandPalette</name>
    <message>
        <source>Type a command or the name of a flow</source>
        <translation>Befehl oder Namen eines Flows eingeben</translation>
    </message>
    <message>
        <source>Nothing matches. Try fewer letters.</source>
        <translation>Keine Treffer. Bitte weniger Buchstaben versuchen.</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>%1 (on)</source>
        <translation>%1 (ein)</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::Composer</name>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Write a message, or / for commands</source>
        <translation>Nachricht schreiben, oder / für Befehle</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ConnectionDialog</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>A server</source>
        <translation>Ein Server</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <source>Choose the backend</source>
        <translation>Backend wählen</translation>
    </message>
    <message>
        <source>Where do flows run?</source>
        <translation>Wo laufen Flows?</translation>
    </message>
    <message>
        <source>Flows, runs and secrets stay in your data folder. Nothing else is needed.</source>
        <translation>Flows, Läufe und Geheimnisse bleiben im eigenen Datenordner. Mehr ist nicht nötig.</translation>
    </message>
    <message>
        <source>Flows run on a hosted backend, and go on while this window is closed.</source>
        <translation>Flows laufen auf einem entfernten Backend und laufen weiter, auch wenn dieses Fenster geschlossen ist.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>An address begins with https:// and names a server.</source>
        <translation>Eine Adresse beginnt mit https:// und nennt einen Server.</translation>
    </message>
    <message>
        <source>Leave the token out of the address; it has a field of its own.</source>
        <translation>Das Token gehört nicht in die Adresse, sondern in das eigene Feld.</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Verbindung wird hergestellt …</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::DecisionCard</name>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>It happened</source>
        <translation>Es ist geschehen</translation>
    </message>
    <message>
        <source>The step succeeded and the run goes on. Nothing is sent.</source>
        <translation>Der Schritt gilt als erfolgreich, und der Lauf geht weiter. Es wird nichts gesendet.</translation>
    </message>
    <message>
        <source>It did not happen: do it now</source>
        <translation>Es ist nicht geschehen: jetzt ausführen</translation>
    </message>
    <message>
        <source>The step is carried out again, with a new key. If it did happen after all, it happens twice.</source>
        <translation>Der Schritt wird mit einem neuen Schlüssel noch einmal ausgeführt. Ist es doch geschehen, geschieht es zweimal.</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>Ohne ihn weitermachen</translation>
    </message>
    <message>
        <source>The step is skipped, and so is what needs nothing but its output.</source>
        <translation>Der Schritt wird übersprungen, ebenso alles, was nur seine Ausgabe braucht.</translation>
    </message>
    <message>
        <source>It failed</source>
        <translation>Es ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The step fails: the flow&apos;s way for errors is taken, or the run ends.</source>
        <translation>Der Schritt schlägt fehl: Der Fehlerweg des Flows wird genommen, oder der Lauf endet.</translation>
    </message>
    <message>
        <source>What it gave, as JSON (may stay empty)</source>
        <translation>Sein Ergebnis als JSON (darf leer bleiben)</translation>
    </message>
    <message>
        <source>It was begun at %1</source>
        <translation>Er wurde um %1 begonnen</translation>
    </message>
    <message>
        <source> (attempt %1)</source>
        <translation> (Versuch %1)</translation>
    </message>
    <message>
        <source>, and the backend ended before the outcome was written down. So it is not known whether it happened.</source>
        <translation>, und das Backend endete, bevor der Ausgang festgehalten war. Es ist also nicht bekannt, ob es geschehen ist.</translation>
    </message>
    <message>
        <source>Look at the other side. The key tells it apart there: %1</source>
        <translation>Bitte auf der Gegenseite nachsehen. Dort ist es an diesem Schlüssel zu erkennen: %1</translation>
    </message>
    <message>
        <source>Look at the other side before you decide.</source>
        <translation>Bitte vor der Entscheidung auf der Gegenseite nachsehen.</translation>
    </message>
    <message>
        <source>Did “%1” happen?</source>
        <translation>Ist „%1“ geschehen?</translation>
    </message>
    <message>
        <source>Go on: it happened</source>
        <translation>Weiter: Es ist geschehen</translation>
    </message>
    <message>
        <source>Do it now</source>
        <translation>Jetzt ausführen</translation>
    </message>
    <message>
        <source>Let it fail</source>
        <translation>Fehlschlagen lassen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::DocumentArea</name>
    <message>
        <source>Open documents</source>
        <translation>Geöffnete Dokumente</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Close “%1”</source>
        <translation>„%1“ schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::DocumentFooter</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Result of the run</source>
        <translation>Ergebnis des Laufs</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Originalgröße</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom to fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Prüfung läuft…</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Problems: %1</source>
        <translation>Probleme: %1</translation>
    </message>
    <message>
        <source>Result of the run: %1, %2</source>
        <translation>Ergebnis des Laufs: %1, %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::EventDetails</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Close details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>number %1</source>
        <translation>Nummer %1</translation>
    </message>
    <message>
        <source>not kept (transient)</source>
        <translation>nicht aufbewahrt (flüchtig)</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Details of %1</source>
        <translation>Details zu %1</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::EventFeed</name>
    <message>
        <source>Events before number %1 are not kept any more; some are missing here.</source>
        <translation>Ereignisse vor Nummer %1 werden nicht mehr aufbewahrt; hier fehlen einige.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::EventModel</name>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Detail</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::EventsPane</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Hold the list still (Space)</source>
        <translation>Liste anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Show what came meanwhile, and go on (Space)</source>
        <translation>Inzwischen Eingetroffenes zeigen und fortfahren (Leertaste)</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keep the newest in sight (End)</source>
        <translation>Neueste im Blick behalten (Ende)</translation>
    </message>
    <message>
        <source>Clear the view</source>
        <translation>Ansicht leeren</translation>
    </message>
    <message>
        <source>Show cleared events again</source>
        <translation>Geleerte Ereignisse wieder zeigen</translation>
    </message>
    <message>
        <source>Go to the node</source>
        <translation>Zum Knoten gehen</translation>
    </message>
    <message>
        <source>Show the node on the canvas (Enter)</source>
        <translation>Knoten auf der Arbeitsfläche zeigen (Eingabetaste)</translation>
    </message>
    <message>
        <source>Only this source</source>
        <translation>Nur diese Quelle</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Save the visible events…</source>
        <translation>Sichtbare Ereignisse speichern…</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation>Ereignisse filtern</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>Mindestens</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>All topics</source>
        <translation>Alle Themen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Alle Quellen</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>Lauf zeigen</translation>
    </message>
    <message>
        <source>Only “%1”</source>
        <translation>Nur „%1“</translation>
    </message>
    <message>
        <source>Without “%1”</source>
        <translation>Ohne „%1“</translation>
    </message>
    <message>
        <source>Save the visible events</source>
        <translation>Sichtbare Ereignisse speichern</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>No event passes the filter</source>
        <translation>Kein Ereignis passt zum Filter</translation>
    </message>
    <message>
        <source>Change the filter, or show everything again.</source>
        <translation>Filter ändern oder wieder alles zeigen.</translation>
    </message>
    <message>
        <source>No backend</source>
        <translation>Kein Backend</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindungsaufbau</translation>
    </message>
    <message>
        <source>Events appear here as soon as the window is connected.</source>
        <translation>Ereignisse erscheinen hier, sobald das Fenster verbunden ist.</translation>
    </message>
    <message>
        <source>The last events come first, then what happens.</source>
        <translation>Zuerst kommen die letzten Ereignisse, dann alles, was geschieht.</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>Run a flow: each step that it takes is told here.</source>
        <translation>Einen Flow ausführen: Jeder seiner Schritte wird hier gemeldet.</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>The connection is tried again by itself. No event is lost meanwhile.</source>
        <translation>Die Verbindung wird von selbst neu aufgebaut. Bis dahin geht kein Ereignis verloren.</translation>
    </message>
    <message>
        <source>The connection is broken and is tried again. What happens meanwhile comes later. %1</source>
        <translation>Die Verbindung ist unterbrochen und wird neu aufgebaut. Was inzwischen geschieht, kommt später. %1</translation>
    </message>
    <message>
        <source>What happens in the backend cannot be seen from here now.</source>
        <translation>Was im Backend geschieht, ist von hier aus zurzeit nicht zu sehen.</translation>
    </message>
    <message>
        <source>Events do not come any more: %1</source>
        <translation>Es kommen keine Ereignisse mehr: %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln Ereignis</numerusform>
            <numerusform>%Ln Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 events</source>
        <translation>%1 von %2 Ereignissen</translation>
    </message>
    <message>
        <source>filtering…</source>
        <translation>wird gefiltert…</translation>
    </message>
    <message numerus="yes">
        <source>paused, %Ln new</source>
        <translation>
            <numerusform>angehalten, %Ln neues</numerusform>
            <numerusform>angehalten, %Ln neue</numerusform>
        </translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>The view is cleared</source>
        <translation>Die Ansicht ist geleert</translation>
    </message>
    <message>
        <source>New events appear here. Earlier ones are in the menu “More”.</source>
        <translation>Neue Ereignisse erscheinen hier. Frühere sind im Menü „Mehr“ zu finden.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::FieldRow</name>
    <message>
        <source>needed</source>
        <translation>erforderlich</translation>
    </message>
    <message>
        <source>Back to the default (%1)</source>
        <translation>Zurück zum Standard (%1)</translation>
    </message>
    <message>
        <source>Take the value away</source>
        <translation>Wert entfernen</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>Diese Angabe ist erforderlich.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::FindButton</name>
    <message>
        <source>Find a command or a flow</source>
        <translation>Befehl oder Flow suchen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::FlowDocument</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Flow</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the drawer</source>
        <translation>Schublade schließen</translation>
    </message>
    <message>
        <source>New flow</source>
        <translation>Neuer Flow</translation>
    </message>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>Result, %1</source>
        <translation>Ergebnis, %1</translation>
    </message>
    <message>
        <source>This node has given nothing yet.</source>
        <translation>Dieser Knoten hat noch nichts geliefert.</translation>
    </message>
    <message>
        <source>This node did not run.</source>
        <translation>Dieser Knoten ist nicht gelaufen.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Run the flow to see what it gives.</source>
        <translation>Den Flow ausführen, um sein Ergebnis zu sehen.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n steps</source>
        <translation>
            <numerusform>%1, %n Schritt</numerusform>
            <numerusform>%1, %n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>The run is under way.</source>
        <translation>Der Lauf ist unterwegs.</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 läuft</translation>
    </message>
    <message>
        <source>Publish %1</source>
        <translation>%1 veröffentlichen</translation>
    </message>
    <message>
        <source>What is new? (may stay empty)</source>
        <translation>Was ist neu? (darf leer bleiben)</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved. Save it first, or take the changes back.</source>
        <translation>„%1“ enthält ungespeicherte Änderungen. Bitte zuerst speichern oder die Änderungen zurücknehmen.</translation>
    </message>
    <message>
        <source>Give an id of its own</source>
        <translation>Eigene ID vergeben</translation>
    </message>
    <message>
        <source>There is a flow with this id now; save again to give yours another one.</source>
        <translation>Es gibt jetzt einen Flow mit dieser ID; erneutes Speichern gibt dem eigenen eine andere.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>%1 is saved</source>
        <translation>%1 ist gespeichert</translation>
    </message>
    <message>
        <source>Version %1 of “%2” is live.</source>
        <translation>Version %1 von „%2“ ist veröffentlicht.</translation>
    </message>
    <message>
        <source>This flow was removed elsewhere. Save it to have it back.</source>
        <translation>Dieser Flow wurde anderswo entfernt. Speichern stellt ihn wieder her.</translation>
    </message>
    <message>
        <source>This flow was changed elsewhere since you began to edit it. Nothing is lost whatever you choose: Undo brings the other text back.</source>
        <translation>Dieser Flow wurde seit Beginn der Bearbeitung anderswo geändert. Keine Wahl verliert etwas: „Rückgängig“ bringt den anderen Text zurück.</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Eigene behalten</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Fremde übernehmen</translation>
    </message>
    <message>
        <source>Open both</source>
        <translation>Beide öffnen</translation>
    </message>
    <message>
        <source>%1 (my copy)</source>
        <translation>%1 (meine Kopie)</translation>
    </message>
    <message>
        <source>Keep as a copy</source>
        <translation>Als Kopie behalten</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::InputDialog</name>
    <message>
        <source>Run with input</source>
        <translation>Mit Eingabe ausführen</translation>
    </message>
    <message>
        <source>Expressions see it as “input” in the first nodes. It is kept for the next run.</source>
        <translation>Ausdrücke der ersten Knoten sehen sie als „input“. Sie bleibt für den nächsten Lauf erhalten.</translation>
    </message>
    <message>
        <source>Input as JSON</source>
        <translation>Eingabe als JSON</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::Inspector</name>
    <message>
        <source>When it fails</source>
        <translation>Bei Fehlschlag</translation>
    </message>
    <message>
        <source>stop: the run fails at once. finish: what does not need it goes on. default: it gives the output below instead.</source>
        <translation>stop: Der Lauf schlägt sofort fehl. finish: Was ihn nicht braucht, läuft weiter. default: Er liefert stattdessen die Ausgabe unten.</translation>
    </message>
    <message>
        <source>Output when it fails</source>
        <translation>Ausgabe bei Fehlschlag</translation>
    </message>
    <message>
        <source>Used where “When it fails” is default.</source>
        <translation>Gilt, wenn „Bei Fehlschlag“ auf default steht.</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>How long one attempt may take.</source>
        <translation>Wie lange ein Versuch dauern darf.</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>How often and how patiently it is tried.</source>
        <translation>Wie oft und mit wie viel Geduld es versucht wird.</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>All together.</source>
        <translation>Insgesamt.</translation>
    </message>
    <message>
        <source>First pause</source>
        <translation>Erste Pause</translation>
    </message>
    <message>
        <source>Pauses grow by</source>
        <translation>Pausen wachsen um Faktor</translation>
    </message>
    <message>
        <source>Longest pause</source>
        <translation>Längste Pause</translation>
    </message>
    <message>
        <source>After an interruption</source>
        <translation>Nach einer Unterbrechung</translation>
    </message>
    <message>
        <source>retry: it is sent again with the same key. hold: a person decides whether it happened.</source>
        <translation>retry: Es wird mit demselben Schlüssel erneut gesendet. hold: Ein Mensch entscheidet, ob es geschehen ist.</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variablen</translation>
    </message>
    <message>
        <source>Values that expressions read as vars.name.</source>
        <translation>Werte, die Ausdrücke als vars.name lesen.</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>When a run is stopped.</source>
        <translation>Wann ein Lauf gestoppt wird.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>JSON Schema of what a run is given; “Run with input” asks by it.</source>
        <translation>JSON Schema dessen, was ein Lauf erhält; „Mit Eingabe ausführen“ fragt danach.</translation>
    </message>
    <message>
        <source>Nothing to set here</source>
        <translation>Hier ist nichts einzustellen</translation>
    </message>
    <message>
        <source>Open a flow and select a node to see its settings.</source>
        <translation>Einen Flow öffnen und einen Knoten auswählen, um dessen Einstellungen zu sehen.</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name (%1)</source>
        <translation>Name (%1)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings as JSON</source>
        <translation>Einstellungen als JSON</translation>
    </message>
    <message>
        <source>This type of node is not known here.</source>
        <translation>Dieser Knotentyp ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>Verhalten</translation>
    </message>
    <message>
        <source>About “%1”</source>
        <translation>Über „%1“</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>of several types</source>
        <translation>verschiedener Typen</translation>
    </message>
    <message>
        <source>What you change here is changed in all of them, as one step.</source>
        <translation>Änderungen gelten für alle zusammen, als ein Schritt.</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>From “%1” to “%2”</source>
        <translation>Von „%1“ nach „%2“</translation>
    </message>
    <message>
        <source>From “%1” (%2) to “%3”</source>
        <translation>Von „%1“ (%2) nach „%3“</translation>
    </message>
    <message>
        <source>Only if</source>
        <translation>Nur wenn</translation>
    </message>
    <message>
        <source>JavaScript over the source&apos;s output. The edge is taken if it is true; empty: always.</source>
        <translation>JavaScript über die Ausgabe der Quelle. Die Verbindung wird genommen, wenn es wahr ist; leer: immer.</translation>
    </message>
    <message>
        <source>Not in the workspace yet</source>
        <translation>Noch nicht im Arbeitsbereich</translation>
    </message>
    <message>
        <source>Name of the flow</source>
        <translation>Name des Flows</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Flow</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>Einstellungen ändern</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::JsonTreeModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::JsonView</name>
    <message>
        <source>Show as text</source>
        <translation>Als Text zeigen</translation>
    </message>
    <message>
        <source>%1 as text</source>
        <translation>%1 als Text</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>This value is too large to be shown as text. Read it in the tree, or copy it.</source>
        <translation>Dieser Wert ist zu groß für die Darstellung als Text. Er ist im Baum zu lesen oder kann kopiert werden.</translation>
    </message>
    <message>
        <source>… The rest is in the tree, and in what is copied.</source>
        <translation>… Der Rest steht im Baum und in der Kopie.</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy everything as JSON</source>
        <translation>Alles als JSON kopieren</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::Layouts</name>
    <message>
        <source>Panes</source>
        <translation>Bereiche</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::MainWindow</name>
    <message>
        <source>Signalbox</source>
        <translation>Signalbox</translation>
    </message>
    <message>
        <source>Panes</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>keys keyboard bindings commands</source>
        <translation>tasten tastatur belegung befehle</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;New flow</source>
        <translation>&amp;Neuer Flow</translation>
    </message>
    <message>
        <source>&amp;Open file…</source>
        <translation>Datei ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open flows</source>
        <translation>Flows öffnen</translation>
    </message>
    <message>
        <source>Flows (*.json);;All files (*)</source>
        <translation>Flows (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Backend…</source>
        <translation>&amp;Backend…</translation>
    </message>
    <message>
        <source>Se&amp;ttings</source>
        <translation>&amp;Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Been&amp;den</translation>
    </message>
    <message>
        <source>&amp;Command palette</source>
        <translation>&amp;Befehlspalette</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Change between light and dark</source>
        <translation>Zwischen hell und dunkel wechseln</translation>
    </message>
    <message>
        <source>&amp;Default layout</source>
        <translation>&amp;Standardanordnung</translation>
    </message>
    <message>
        <source>The panes stand where they stood at first.</source>
        <translation>Die Bereiche stehen wieder wie am Anfang.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Save layout as…</source>
        <translation>Anordnung s&amp;peichern unter…</translation>
    </message>
    <message>
        <source>Next document</source>
        <translation>Nächstes Dokument</translation>
    </message>
    <message>
        <source>Previous document</source>
        <translation>Voriges Dokument</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Nächster Teil des Fensters</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Voriger Teil des Fensters</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Alles &amp;markieren</translation>
    </message>
    <message>
        <source>&amp;Find in the flow</source>
        <translation>Im Flow &amp;suchen</translation>
    </message>
    <message>
        <source>Add &amp;node…</source>
        <translation>K&amp;noten hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Publish…</source>
        <translation>&amp;Veröffentlichen…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Zoom to &amp;fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>Zoom to &amp;selection</source>
        <translation>Aus&amp;wahl einpassen</translation>
    </message>
    <message>
        <source>A&amp;rrange nodes</source>
        <translation>K&amp;noten anordnen</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>Aus&amp;führen</translation>
    </message>
    <message>
        <source>Run &amp;with input…</source>
        <translation>&amp;Mit Eingabe ausführen…</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>&amp;Clear the run&apos;s marks</source>
        <translation>Markierungen des Laufs &amp;entfernen</translation>
    </message>
    <message>
        <source>%1[*] – Signalbox</source>
        <translation>%1[*] – Signalbox</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Panes</source>
        <translation>&amp;Bereiche</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>&amp;Anordnung</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>En&amp;tfernen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Save layout</source>
        <translation>Anordnung speichern</translation>
    </message>
    <message>
        <source>Name of the layout</source>
        <translation>Name der Anordnung</translation>
    </message>
    <message>
        <source>Layout “%1” saved</source>
        <translation>Anordnung „%1“ gespeichert</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Like the desktop</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Follows the desktop unless you choose.</source>
        <translation>Folgt dem System, solange nichts gewählt ist.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Stronger lines and text, no tints.</source>
        <translation>Kräftigere Linien und Texte, keine Tönungen.</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Nothing moves by itself.</source>
        <translation>Nichts bewegt sich von selbst.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Everything grows with it.</source>
        <translation>Alles wächst mit.</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>How much room rows and buttons take.</source>
        <translation>Wie viel Platz Zeilen und Schaltflächen einnehmen.</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Changes when Signalbox is started again.</source>
        <translation>Wechselt beim nächsten Start von Signalbox.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Go on where you left off</source>
        <translation>Dort weitermachen, wo aufgehört wurde</translation>
    </message>
    <message>
        <source>Opens the flows of the last time, and puts the panes where they were.</source>
        <translation>Öffnet die Flows der letzten Sitzung und stellt die Bereiche wie zuletzt auf.</translation>
    </message>
    <message>
        <source>Start pa&amp;ge</source>
        <translation>S&amp;tartseite</translation>
    </message>
    <message>
        <source>Focus on the do&amp;cument</source>
        <translation>&amp;Fokus auf das Dokument</translation>
    </message>
    <message>
        <source>Light or dar&amp;k</source>
        <translation>&amp;Hell oder dunkel</translation>
    </message>
    <message>
        <source>Dupl&amp;icate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>Show pro&amp;blems</source>
        <translation>&amp;Probleme zeigen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::MarkdownText</name>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::MessageCard</name>
    <message>
        <source>You</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>Signalbox</source>
        <translation>Signalbox</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Show run %1</source>
        <translation>Lauf %1 zeigen</translation>
    </message>
    <message>
        <source>Open flow %1</source>
        <translation>Flow %1 öffnen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::PaneTitleBar</name>
    <message>
        <source>Detach “%1”</source>
        <translation>„%1“ abtrennen</translation>
    </message>
    <message>
        <source>Attach “%1”</source>
        <translation>„%1“ andocken</translation>
    </message>
    <message>
        <source>Close “%1”</source>
        <translation>„%1“ schließen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ProblemList</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ResultView</name>
    <message>
        <source>Run the flow to see what it gives.</source>
        <translation>Den Flow ausführen, um sein Ergebnis zu sehen.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::RunsModel</name>
    <message numerus="yes">
        <source>%n step(s) in doubt: decide</source>
        <translation>
            <numerusform>%n Schritt im Zweifel: entscheiden</numerusform>
            <numerusform>%n Schritte im Zweifel: entscheiden</numerusform>
        </translation>
    </message>
    <message>
        <source>v%1</source>
        <translation>v%1</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>nicht aufbewahrt</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2, %n step(s)</source>
        <translation>
            <numerusform>%1, %2, %n Schritt</numerusform>
            <numerusform>%1, %2, %n Schritte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::RunsPane</name>
    <message>
        <source>Cancel the run</source>
        <translation>Lauf abbrechen</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Erneut ausführen</translation>
    </message>
    <message>
        <source>Show on the canvas</source>
        <translation>Auf der Arbeitsfläche zeigen</translation>
    </message>
    <message>
        <source>Show the step on the canvas (Enter)</source>
        <translation>Schritt auf der Arbeitsfläche zeigen (Eingabetaste)</translation>
    </message>
    <message>
        <source>Show its events</source>
        <translation>Zugehörige Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy the run&apos;s id</source>
        <translation>ID des Laufs kopieren</translation>
    </message>
    <message>
        <source>Copy the effect&apos;s key</source>
        <translation>Schlüssel des Effekts kopieren</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Show all runs</source>
        <translation>Alle Läufe zeigen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Expand all</source>
        <translation>Alle aufklappen</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>Alle zuklappen</translation>
    </message>
    <message>
        <source>No run like that</source>
        <translation>Kein solcher Lauf</translation>
    </message>
    <message>
        <source>No run that was read passes the filter.</source>
        <translation>Kein eingelesener Lauf passt zum Filter.</translation>
    </message>
    <message>
        <source>No backend</source>
        <translation>Kein Backend</translation>
    </message>
    <message>
        <source>No run is chosen</source>
        <translation>Kein Lauf gewählt</translation>
    </message>
    <message>
        <source>Choose one to see its steps, what they gave, and why they failed.</source>
        <translation>Einen Lauf wählen, um seine Schritte, ihre Ergebnisse und die Gründe für Fehlschläge zu sehen.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Wartet auf Entscheidung</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Erfolgreich</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindungsaufbau</translation>
    </message>
    <message>
        <source>Runs appear here as soon as the window is connected.</source>
        <translation>Läufe erscheinen hier, sobald das Fenster verbunden ist.</translation>
    </message>
    <message>
        <source>Reading the runs</source>
        <translation>Läufe werden gelesen</translation>
    </message>
    <message>
        <source>Nothing has run yet</source>
        <translation>Noch ist nichts gelaufen</translation>
    </message>
    <message>
        <source>Run a flow: it is kept here with each of its steps.</source>
        <translation>Einen Flow ausführen: Der Lauf bleibt hier mit allen Schritten erhalten.</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>The runs of the backend cannot be seen from here now.</source>
        <translation>Die Läufe des Backends sind von hier aus zurzeit nicht zu sehen.</translation>
    </message>
    <message>
        <source>The connection is broken and is tried again. What stands here may be old. %1</source>
        <translation>Die Verbindung ist unterbrochen und wird neu aufgebaut. Was hier steht, ist vielleicht veraltet. %1</translation>
    </message>
    <message>
        <source>The runs are not followed any more: %1</source>
        <translation>Die Läufe werden nicht mehr verfolgt: %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) like that</source>
        <translation>
            <numerusform>%Ln solcher Lauf</numerusform>
            <numerusform>%Ln solche Läufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln Lauf</numerusform>
            <numerusform>%Ln Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source> · reading…</source>
        <translation> · wird gelesen…</translation>
    </message>
    <message>
        <source> · older ones below</source>
        <translation> · ältere weiter unten</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>unpublished</source>
        <translation>unveröffentlicht</translation>
    </message>
    <message>
        <source>%1 of %2 steps; the others come as you scroll</source>
        <translation>%1 von %2 Schritten; die übrigen erscheinen beim Rollen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln step(s)</source>
        <translation>
            <numerusform>%Ln Schritt</numerusform>
            <numerusform>%Ln Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>Run version %1 again with the same input</source>
        <translation>Version %1 mit derselben Eingabe erneut ausführen</translation>
    </message>
    <message>
        <source>Run the flow as it is now, with the same input</source>
        <translation>Den Flow in seiner jetzigen Form mit derselben Eingabe ausführen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::SchemaForm</name>
    <message numerus="yes">
        <source>%n more settings</source>
        <translation>
            <numerusform>%n weitere Einstellung</numerusform>
            <numerusform>%n weitere Einstellungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::SecretDialog</name>
    <message>
        <source>New secret</source>
        <translation>Neues Geheimnis</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>The value is sealed by the backend. Flows hold the name only.</source>
        <translation>Der Wert wird vom Backend versiegelt. Flows enthalten nur den Namen.</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Ablegen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::SettingRow</name>
    <message>
        <source>Reset “%1” to its default</source>
        <translation>„%1“ auf den Standard zurücksetzen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::SettingsDialog</name>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>No setting matches</source>
        <translation>Keine Einstellung passt</translation>
    </message>
    <message>
        <source>Try another word.</source>
        <translation>Bitte ein anderes Wort versuchen.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>Settings of the page</source>
        <translation>Einstellungen der Seite</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ShortcutPage</name>
    <message>
        <source>Search commands or keys</source>
        <translation>Befehle oder Tasten suchen</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>New shortcut</source>
        <translation>Neues Tastenkürzel</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Press the keys that should run the command.</source>
        <translation>Die Tasten drücken, die den Befehl ausführen sollen.</translation>
    </message>
    <message>
        <source>“%1” has these keys. “Take over” removes them there.</source>
        <translation>„%1“ hat diese Tasten. „Übernehmen“ entfernt sie dort.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::SpecEditor</name>
    <message>
        <source>Specification as JSON</source>
        <translation>Spezifikation als JSON</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles markieren</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Fold or unfold all</source>
        <translation>Alles ein- oder ausklappen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::SpecPane</name>
    <message>
        <source>Find in the text</source>
        <translation>Im Text suchen</translation>
    </message>
    <message>
        <source>No flow is open</source>
        <translation>Kein Flow geöffnet</translation>
    </message>
    <message>
        <source>The text of a flow stands here, beside its canvas.</source>
        <translation>Hier steht der Text eines Flows, neben seiner Arbeitsfläche.</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>Spezifikation</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The text of “%1” was broken; its last right state was kept.</source>
        <translation>Der Text von „%1“ war fehlerhaft; der letzte richtige Stand ist erhalten.</translation>
    </message>
    <message>
        <source>Line %1: %2 The canvas shows the last text that was right.</source>
        <translation>Zeile %1: %2 Die Arbeitsfläche zeigt den letzten richtigen Text.</translation>
    </message>
    <message>
        <source>%1 The canvas shows the last text that was right.</source>
        <translation>%1 Die Arbeitsfläche zeigt den letzten richtigen Text.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::StartPage</name>
    <message>
        <source>Flows that you open appear here.</source>
        <translation>Geöffnete Flows erscheinen hier.</translation>
    </message>
    <message>
        <source>Start with a sample that runs</source>
        <translation>Mit einem lauffähigen Beispiel beginnen</translation>
    </message>
    <message>
        <source>Signalbox</source>
        <translation>Signalbox</translation>
    </message>
    <message>
        <source>Build flows. Run them. Lose nothing.</source>
        <translation>Flows bauen. Ausführen. Nichts verlieren.</translation>
    </message>
    <message>
        <source>An empty canvas</source>
        <translation>Eine leere Arbeitsfläche</translation>
    </message>
    <message>
        <source>From a JSON file</source>
        <translation>Aus einer JSON-Datei</translation>
    </message>
    <message>
        <source>This computer or a server</source>
        <translation>Dieser Computer oder ein Server</translation>
    </message>
    <message>
        <source>Recent flows</source>
        <translation>Zuletzt geöffnete Flows</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::StateFile</name>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::StatusStrip</name>
    <message>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Last message</source>
        <translation>Letzte Meldung</translation>
    </message>
    <message>
        <source>Choose the backend</source>
        <translation>Backend wählen</translation>
    </message>
    <message>
        <source>No backend</source>
        <translation>Kein Backend</translation>
    </message>
    <message>
        <source>%1 · connecting</source>
        <translation>%1 · wird verbunden</translation>
    </message>
    <message>
        <source>%1 · trying again</source>
        <translation>%1 · neuer Versuch</translation>
    </message>
    <message>
        <source>%1 · not connected</source>
        <translation>%1 · nicht verbunden</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in doubt</source>
        <translation>
            <numerusform>%n im Zweifel</numerusform>
            <numerusform>%n im Zweifel</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing runs</source>
        <translation>Nichts läuft</translation>
    </message>
    <message>
        <source>Show the runs</source>
        <translation>Läufe zeigen</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 Fehler</translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the problems</source>
        <translation>Probleme zeigen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::StepDetails</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>What of the run is shown</source>
        <translation>Was vom Lauf gezeigt wird</translation>
    </message>
    <message>
        <source>Show on the canvas</source>
        <translation>Auf der Arbeitsfläche zeigen</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>began %1</source>
        <translation>begonnen %1</translation>
    </message>
    <message>
        <source>key %1</source>
        <translation>Schlüssel %1</translation>
    </message>
    <message>
        <source>The step waits.</source>
        <translation>Der Schritt wartet.</translation>
    </message>
    <message>
        <source>The step is under way. What it gives stands here as soon as it ends.</source>
        <translation>Der Schritt ist unterwegs. Sein Ergebnis steht hier, sobald er endet.</translation>
    </message>
    <message>
        <source>The step failed, so it gave nothing.</source>
        <translation>Der Schritt ist fehlgeschlagen und hat daher nichts geliefert.</translation>
    </message>
    <message>
        <source>The run cannot be read</source>
        <translation>Der Lauf ist nicht lesbar</translation>
    </message>
    <message>
        <source>Choose a run to see its steps.</source>
        <translation>Einen Lauf wählen, um seine Schritte zu sehen.</translation>
    </message>
    <message>
        <source>Reading the run…</source>
        <translation>Lauf wird gelesen…</translation>
    </message>
    <message>
        <source>The whole run</source>
        <translation>Der ganze Lauf</translation>
    </message>
    <message>
        <source>The run as a whole</source>
        <translation>Der Lauf im Ganzen</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>Dauer %1</translation>
    </message>
    <message>
        <source>The run failed, so it has no result. The step that failed says why.</source>
        <translation>Der Lauf ist fehlgeschlagen und hat daher kein Ergebnis. Der fehlgeschlagene Schritt nennt den Grund.</translation>
    </message>
    <message>
        <source>The run has no result.</source>
        <translation>Der Lauf hat kein Ergebnis.</translation>
    </message>
    <message>
        <source>The run is under way. Its result stands here as soon as it ends.</source>
        <translation>Der Lauf ist unterwegs. Sein Ergebnis steht hier, sobald er endet.</translation>
    </message>
    <message>
        <source>The run waits for your decision about: %1</source>
        <translation>Der Lauf wartet auf eine Entscheidung über: %1</translation>
    </message>
    <message>
        <source>About: %1</source>
        <translation>Worum es geht: %1</translation>
    </message>
    <message>
        <source>Trying again later can help.</source>
        <translation>Ein späterer Versuch kann helfen.</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>Fehler: %1</translation>
    </message>
    <message>
        <source>The value takes %1.</source>
        <translation>Der Wert belegt %1.</translation>
    </message>
    <message>
        <source>Read it</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::StepsModel</name>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, attempt %2</source>
        <translation>%1, Versuch %2</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::TextField</name>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::Toast</name>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::TopBar</name>
    <message>
        <source>Main bar</source>
        <translation>Hauptleiste</translation>
    </message>
    <message>
        <source>Signalbox</source>
        <translation>Signalbox</translation>
    </message>
    <message>
        <source>Menus</source>
        <translation>Menüs</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::Workbench</name>
    <message>
        <source>There is no backend now; the edits are kept here. Try again when it is connected.</source>
        <translation>Zurzeit ist kein Backend verbunden; die Änderungen bleiben hier erhalten. Nach dem Verbinden bitte erneut versuchen.</translation>
    </message>
    <message>
        <source>The secret “%1” is stored.</source>
        <translation>Das Geheimnis „%1“ ist abgelegt.</translation>
    </message>
</context>
</TS>

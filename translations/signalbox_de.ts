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
    <name>CanvasMenu</name>
    <message>
        <source>Cu&amp;t</source>
        <translation>Aussch&amp;neiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy as pictur&amp;e</source>
        <translation>Als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste here</source>
        <translation>H&amp;ier einfügen</translation>
    </message>
    <message>
        <source>Dupl&amp;icate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Open its settings</source>
        <translation>&amp;Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Open what is &amp;inside</source>
        <translation>Inhalt &amp;öffnen</translation>
    </message>
    <message>
        <source>Rena&amp;me</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Switch on</source>
        <translation>Ein&amp;schalten</translation>
    </message>
    <message>
        <source>&amp;Switch off</source>
        <translation>Aus&amp;schalten</translation>
    </message>
    <message>
        <source>&amp;Frame</source>
        <translation>Ein&amp;rahmen</translation>
    </message>
    <message>
        <source>&amp;Align</source>
        <translation>&amp;Ausrichten</translation>
    </message>
    <message>
        <source>&amp;Left</source>
        <translation>&amp;Links</translation>
    </message>
    <message>
        <source>&amp;Centres</source>
        <translation>&amp;Mitte, waagrecht</translation>
    </message>
    <message>
        <source>&amp;Right</source>
        <translation>&amp;Rechts</translation>
    </message>
    <message>
        <source>&amp;Top</source>
        <translation>&amp;Oben</translation>
    </message>
    <message>
        <source>&amp;Middles</source>
        <translation>M&amp;itte, senkrecht</translation>
    </message>
    <message>
        <source>&amp;Bottom</source>
        <translation>&amp;Unten</translation>
    </message>
    <message>
        <source>Distribute &amp;horizontally</source>
        <translation>&amp;Waagrecht verteilen</translation>
    </message>
    <message>
        <source>Distribute &amp;vertically</source>
        <translation>&amp;Senkrecht verteilen</translation>
    </message>
    <message>
        <source>Arran&amp;ge</source>
        <translation>An&amp;ordnen</translation>
    </message>
    <message>
        <source>Se&amp;lect</source>
        <translation>Aus&amp;wählen</translation>
    </message>
    <message>
        <source>What comes &amp;before</source>
        <translation>Was &amp;davor kommt</translation>
    </message>
    <message>
        <source>What &amp;follows</source>
        <translation>Was &amp;folgt</translation>
    </message>
    <message>
        <source>&amp;Zoom to it</source>
        <translation>&amp;Zoom darauf</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Delete and rec&amp;onnect</source>
        <translation>Löschen und &amp;verbinden</translation>
    </message>
    <message>
        <source>Remove &amp;breakpoint</source>
        <translation>&amp;Haltepunkt entfernen</translation>
    </message>
    <message>
        <source>Pause before it (&amp;breakpoint)</source>
        <translation>Davor anhalten (&amp;Haltepunkt)</translation>
    </message>
    <message>
        <source>&amp;Run from here</source>
        <translation>Ab hier aus&amp;führen</translation>
    </message>
    <message>
        <source>With the &amp;same data</source>
        <translation>Mit den&amp;selben Daten</translation>
    </message>
    <message>
        <source>With &amp;edited data…</source>
        <translation>Mit &amp;geänderten Daten …</translation>
    </message>
    <message>
        <source>With its output &amp;pinned…</source>
        <translation>Mit fest&amp;gelegter Ausgabe …</translation>
    </message>
    <message>
        <source>Edit te&amp;xt</source>
        <translation>Te&amp;xt bearbeiten</translation>
    </message>
    <message>
        <source>Co&amp;lour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Like triggers</source>
        <translation>Wie Auslöser</translation>
    </message>
    <message>
        <source>Like logic</source>
        <translation>Wie Logik</translation>
    </message>
    <message>
        <source>Like data</source>
        <translation>Wie Daten</translation>
    </message>
    <message>
        <source>Like the network</source>
        <translation>Wie Netzwerk</translation>
    </message>
    <message>
        <source>Like files</source>
        <translation>Wie Dateien</translation>
    </message>
    <message>
        <source>Like flows</source>
        <translation>Wie Flows</translation>
    </message>
    <message>
        <source>Like agents</source>
        <translation>Wie Agenten</translation>
    </message>
    <message>
        <source>&amp;Insert a node…</source>
        <translation>Knoten &amp;einfügen …</translation>
    </message>
    <message>
        <source>Take its &amp;bends away</source>
        <translation>&amp;Knicke entfernen</translation>
    </message>
    <message>
        <source>Add &amp;node here…</source>
        <translation>&amp;Knoten hier hinzufügen …</translation>
    </message>
    <message>
        <source>Add no&amp;te here</source>
        <translation>&amp;Notiz hier hinzufügen</translation>
    </message>
    <message>
        <source>Add &amp;frame here</source>
        <translation>&amp;Rahmen hier hinzufügen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>A&amp;rrange nodes</source>
        <translation>Knoten an&amp;ordnen</translation>
    </message>
    <message>
        <source>&amp;Zoom to fit</source>
        <translation>Alles &amp;zeigen</translation>
    </message>
    <message>
        <source>Actual &amp;size</source>
        <translation>Ori&amp;ginalgröße</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>&amp;Back to the graph around it</source>
        <translation>&amp;Zurück zum Graphen darum</translation>
    </message>
    <message>
        <source>Collapse to subflow</source>
        <translation>Zu Unterflow zusammenfassen</translation>
    </message>
    <message>
        <source>Unpack subflow</source>
        <translation>Unterflow auspacken</translation>
    </message>
    <message>
        <source>Set or remove bookmark</source>
        <translation>Lesezeichen setzen oder entfernen</translation>
    </message>
    <message>
        <source>Co&amp;nnect with…</source>
        <translation>Verbinden &amp;mit …</translation>
    </message>
</context>
<context>
    <name>ChangeText</name>
    <message>
        <source>The flow itself</source>
        <translation>Der Flow selbst</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>Rahmen %1</translation>
    </message>
    <message>
        <source>Note %1</source>
        <translation>Notiz %1</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Verschoben</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
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
    <name>FlowExport</name>
    <message>
        <source>There is nothing in this graph to make a picture of. Add a node first.</source>
        <translation>In diesem Graphen ist nichts, wovon ein Bild gemacht werden könnte. Zuerst einen Knoten hinzufügen.</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2. Choose another place.</source>
        <translation>„%1“ konnte nicht geschrieben werden: %2. Bitte einen anderen Ort wählen.</translation>
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
    <name>JsonView</name>
    <message>
        <source>This is more than %1, which is too much to be copied. Copy a part of it.</source>
        <translation>Das ist mehr als %1 und damit zu viel zum Kopieren. Kopieren Sie einen Teil davon.</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>OpenAI-compatible server</source>
        <translation>OpenAI-kompatibler Server</translation>
    </message>
    <message>
        <source>OpenAI (Chat Completions)</source>
        <translation>OpenAI (Chat Completions)</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>Der Reihe nach</translation>
    </message>
    <message>
        <source>In turn</source>
        <translation>Abwechselnd</translation>
    </message>
    <message>
        <source>By weight</source>
        <translation>Nach Gewicht</translation>
    </message>
    <message>
        <source>The least busy</source>
        <translation>Der am wenigsten beschäftigte</translation>
    </message>
    <message>
        <source>The fastest</source>
        <translation>Der schnellste</translation>
    </message>
    <message>
        <source>The cheapest</source>
        <translation>Der billigste</translation>
    </message>
    <message>
        <source>By score</source>
        <translation>Nach Punkten</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>amount, currency</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>the answer was cut off</source>
        <translation>die Antwort brach ab</translation>
    </message>
    <message>
        <source>no answer that makes sense</source>
        <translation>keine brauchbare Antwort</translation>
    </message>
    <message>
        <source>the request was refused</source>
        <translation>die Anfrage wurde abgelehnt</translation>
    </message>
    <message>
        <source>too long for the model</source>
        <translation>zu lang für das Modell</translation>
    </message>
    <message>
        <source>the key may not do this</source>
        <translation>der Schlüssel darf das nicht</translation>
    </message>
    <message>
        <source>no such model</source>
        <translation>dieses Modell gibt es nicht</translation>
    </message>
    <message>
        <source>no credit left</source>
        <translation>kein Guthaben mehr</translation>
    </message>
    <message>
        <source>nothing at that address</source>
        <translation>nichts unter dieser Adresse</translation>
    </message>
    <message>
        <source>overloaded</source>
        <translation>überlastet</translation>
    </message>
    <message>
        <source>too many requests</source>
        <translation>zu viele Anfragen</translation>
    </message>
    <message>
        <source>the model declined</source>
        <translation>das Modell lehnte ab</translation>
    </message>
    <message>
        <source>the answer fits no schema</source>
        <translation>die Antwort passt zu keinem Schema</translation>
    </message>
    <message>
        <source>the server failed</source>
        <translation>der Server versagte</translation>
    </message>
    <message>
        <source>the connection broke</source>
        <translation>die Verbindung brach ab</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>the key is wrong</source>
        <translation>der Schlüssel ist falsch</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>the budget is spent</source>
        <translation>das Budget ist verbraucht</translation>
    </message>
    <message>
        <source>It kept failing (%1) and is left alone for a while.</source>
        <translation>Er versagte immer wieder (%1) und wird eine Weile in Ruhe gelassen.</translation>
    </message>
    <message>
        <source>It kept failing (%1); the next call tries whether it is back.</source>
        <translation>Er versagte immer wieder (%1); der nächste Aufruf probiert, ob er wieder da ist.</translation>
    </message>
    <message>
        <source>It has not been asked since the backend began.</source>
        <translation>Er wurde nicht gefragt, seit das Backend läuft.</translation>
    </message>
    <message>
        <source>The last call failed: %1.</source>
        <translation>Der letzte Aufruf schlug fehl: %1.</translation>
    </message>
    <message>
        <source>It answers; the first token comes after %1.</source>
        <translation>Er antwortet; das erste Token kommt nach %1.</translation>
    </message>
    <message>
        <source>It answers.</source>
        <translation>Er antwortet.</translation>
    </message>
    <message>
        <source>%1 % of its calls failed lately.</source>
        <translation>%1 % seiner Aufrufe schlugen in letzter Zeit fehl.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The answer had been given before and was not asked for again.</source>
        <translation>Die Antwort war schon gegeben worden und wurde nicht noch einmal erfragt.</translation>
    </message>
    <message numerus="yes">
        <source>%1/%2 of %n candidate(s)</source>
        <translation>
            <numerusform>%1/%2 von %n Kandidaten</numerusform>
            <numerusform>%1/%2 von %n Kandidaten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, after %n that failed</source>
        <translation>
            <numerusform>%1, nach %n Fehlschlag</numerusform>
            <numerusform>%1, nach %n Fehlschlägen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 M</source>
        <comment>millions</comment>
        <translation>%1 Mio</translation>
    </message>
    <message>
        <source>%1 k</source>
        <comment>thousands</comment>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>A name consists of letters, digits, “_”, “-” and “.”.</source>
        <translation>Ein Name besteht aus Buchstaben, Ziffern, „_“, „-“ und „.“.</translation>
    </message>
    <message>
        <source>There is a provider of that name already.</source>
        <translation>Es gibt schon einen Anbieter dieses Namens.</translation>
    </message>
    <message>
        <source>Somebody else changed it meanwhile. Nothing is stored yet: store it once more to have it as it stands here, or close this to see theirs.</source>
        <translation>Jemand anders hat ihn inzwischen geändert. Noch ist nichts gespeichert: noch einmal speichern, um ihn so zu haben, wie er hier steht, oder dies schließen, um den anderen zu sehen.</translation>
    </message>
    <message>
        <source>It failed when it was checked last: %1.</source>
        <translation>Bei der letzten Prüfung ging es schief: %1.</translation>
    </message>
    <message>
        <source>A name begins with a letter and consists of letters, digits, “_”, “-” and “.”.</source>
        <translation>Ein Name beginnt mit einem Buchstaben und besteht aus Buchstaben, Ziffern, „_“, „-“ und „.“.</translation>
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
    <message>
        <source>Set the same for all</source>
        <translation>Für alle gleich setzen</translation>
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
    <message>
        <source>The value takes more than %1, so it is not read.</source>
        <translation>Der Wert braucht mehr als %1 und wird darum nicht gelesen.</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>aufgezeichnet</translation>
    </message>
    <message>
        <source>Example answers</source>
        <translation>Beispielantworten</translation>
    </message>
    <message>
        <source>Recorded answers</source>
        <translation>Aufgezeichnete Antworten</translation>
    </message>
</context>
<context>
    <name>ScalarEditor</name>
    <message>
        <source>A template instead of a fixed value</source>
        <translation>Eine Vorlage statt eines festen Werts</translation>
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
        <source>Choose %1</source>
        <translation>%1 auswählen</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Sends its input to `true` or to `false`.</source>
        <translation>Schickt die Eingabe nach `true` oder nach `false`.</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>JavaScript; what it gives is taken as true or false as JavaScript does.</source>
        <translation>JavaScript; das Ergebnis gilt als wahr oder falsch wie in JavaScript.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>True</source>
        <translation>Wahr</translation>
    </message>
    <message>
        <source>False</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>Evaluates `expression` and hands its input through, unchanged, by the port `true` or the port `false`. What hangs on the
other port is skipped. An edge that names no port leaves by `true`.</source>
        <translation>Wertet `expression` aus und reicht die Eingabe unverändert durch den Anschluss `true` oder den Anschluss `false` weiter. Was am
anderen Anschluss hängt, wird übersprungen. Eine Verbindung, die keinen Anschluss nennt, geht von `true` aus.</translation>
    </message>
    <message>
        <source>Truth is JavaScript&apos;s: `0`, `&quot;&quot;`, `null` and `undefined` are false; empty arrays and objects are true.</source>
        <translation>Wahr ist, was in JavaScript wahr ist: `0`, `&quot;&quot;`, `null` und `undefined` sind falsch; leere Listen und Objekte sind wahr.</translation>
    </message>
    <message>
        <source>To join the two branches again, use `merge` with the mode `any`.</source>
        <translation>Um die beiden Zweige wieder zusammenzuführen, dient `merge` mit dem Modus `any`.</translation>
    </message>
    <message>
        <source>Read files</source>
        <translation>Dateien lesen</translation>
    </message>
    <message>
        <source>Reads a file, or all files of a folder that match a pattern.</source>
        <translation>Liest eine Datei oder alle Dateien eines Ordners, die zu einem Muster passen.</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>The file; with a pattern, the folder. Relative to the run&apos;s data folder.</source>
        <translation>Die Datei; mit einem Muster der Ordner. Relativ zum Datenordner des Laufs.</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Names of the files to read in the folder: * any run, ? one character, [a-z] a set, **/ any folders.</source>
        <translation>Namen der Dateien, die im Ordner gelesen werden: * beliebig viele Zeichen, ? ein Zeichen, [a-z] eine Auswahl, **/ beliebige Ordner.</translation>
    </message>
    <message>
        <source>Parse as</source>
        <translation>Lesen als</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>Trennzeichen</translation>
    </message>
    <message>
        <source>Between the fields of CSV: one character.</source>
        <translation>Zwischen den Feldern von CSV: ein Zeichen.</translation>
    </message>
    <message>
        <source>Header row</source>
        <translation>Kopfzeile</translation>
    </message>
    <message>
        <source>The first row of CSV names the columns.</source>
        <translation>Die erste Zeile von CSV nennt die Spalten.</translation>
    </message>
    <message>
        <source>Largest file</source>
        <translation>Größte Datei</translation>
    </message>
    <message>
        <source>In bytes; a larger file is an error.</source>
        <translation>In Bytes; eine größere Datei ist ein Fehler.</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Reads one file:</source>
        <translation>Liest eine Datei:</translation>
    </message>
    <message>
        <source>The output is `{&quot;json&quot;: …, &quot;path&quot;: &quot;rules.json&quot;, &quot;bytes&quot;: 812}`. The content stands under a name that says what it is:</source>
        <translation>Die Ausgabe ist `{&quot;json&quot;: …, &quot;path&quot;: &quot;rules.json&quot;, &quot;bytes&quot;: 812}`. Der Inhalt steht unter einem Namen, der sagt, was er ist:</translation>
    </message>
    <message>
        <source>| `parse` | field | value |
|---|---|---|
| `text` | `text` | the text, which must be UTF-8 |
| `json` | `json` | the value |
| `lines` | `lines` | an array of texts without line ends |
| `csv` | `rows` | an array of objects (or of arrays, with `&quot;header&quot;: false`); all fields are texts |
| `bytes` | `base64` | Base64 |</source>
        <translation>| `parse` | Feld | Wert |
|---|---|---|
| `text` | `text` | der Text; er muss UTF-8 sein |
| `json` | `json` | der Wert |
| `lines` | `lines` | eine Liste von Texten ohne Zeilenenden |
| `csv` | `rows` | eine Liste von Objekten (oder von Listen, mit `&quot;header&quot;: false`); alle Felder sind Texte |
| `bytes` | `base64` | Base64 |</translation>
    </message>
    <message>
        <source>Or, with `glob`, every file of a folder that matches:</source>
        <translation>Oder, mit `glob`, jede Datei eines Ordners, die passt:</translation>
    </message>
    <message>
        <source>The output is `{&quot;files&quot;: [{&quot;path&quot;, &quot;name&quot;, &quot;bytes&quot;, &quot;content&quot;}]}`, sorted by path; no match gives an empty array. `*` does
not cross folders; `**/` stands for any number of them. Hidden files and symbolic links are left out.</source>
        <translation>Die Ausgabe ist `{&quot;files&quot;: [{&quot;path&quot;, &quot;name&quot;, &quot;bytes&quot;, &quot;content&quot;}]}`, nach Pfad sortiert; passt nichts, ist die Liste leer. `*` reicht
nicht über Ordner hinweg; `**/` steht für beliebig viele davon. Versteckte Dateien und symbolische Links bleiben außen vor.</translation>
    </message>
    <message>
        <source>Paths are relative to the data folder of the run and cannot leave it. After a crash the files are read again.</source>
        <translation>Pfade sind relativ zum Datenordner des Laufs und können ihn nicht verlassen. Nach einem Absturz werden die Dateien erneut gelesen.</translation>
    </message>
    <message>
        <source>Write file</source>
        <translation>Datei schreiben</translation>
    </message>
    <message>
        <source>Writes a text, JSON or bytes into a file, whole or not at all.</source>
        <translation>Schreibt Text, JSON oder Bytes in eine Datei, ganz oder gar nicht.</translation>
    </message>
    <message>
        <source>The file, relative to the run&apos;s data folder.</source>
        <translation>Die Datei, relativ zum Datenordner des Laufs.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>What to write, as text.</source>
        <translation>Was geschrieben wird, als Text.</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>A value to write as JSON.</source>
        <translation>Ein Wert, der als JSON geschrieben wird.</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Bytes to write, in Base64.</source>
        <translation>Bytes, die geschrieben werden, in Base64.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>replace: the file holds this and nothing else. append: it is put at the end.</source>
        <translation>replace: Die Datei enthält dies und sonst nichts. append: Es wird am Ende angehängt.</translation>
    </message>
    <message>
        <source>Make folders</source>
        <translation>Ordner anlegen</translation>
    </message>
    <message>
        <source>Make the folders of the path that do not exist.</source>
        <translation>Fehlende Ordner des Pfads anlegen.</translation>
    </message>
    <message>
        <source>What was written</source>
        <translation>Was geschrieben wurde</translation>
    </message>
    <message>
        <source>Writes one of `text`, `json` and `base64`. The output is `{&quot;path&quot;: &quot;report.md&quot;, &quot;bytes&quot;: 1204}`.</source>
        <translation>Schreibt eines von `text`, `json` und `base64`. Die Ausgabe ist `{&quot;path&quot;: &quot;report.md&quot;, &quot;bytes&quot;: 1204}`.</translation>
    </message>
    <message>
        <source>A file is replaced in one step: whoever reads it sees the old content or the new one, and so does the next start after a
power cut. Because of that the step is simply done again if it was interrupted.</source>
        <translation>Eine Datei wird in einem Schritt ersetzt: Wer sie liest, sieht den alten oder den neuen Inhalt, auch beim ersten Start nach einem
Stromausfall. Deshalb wird der Schritt nach einer Unterbrechung einfach wiederholt.</translation>
    </message>
    <message>
        <source>`&quot;mode&quot;: &quot;append&quot;` puts the content at the end; JSON goes on one line of its own, so that the file is a list of JSON
lines. Appending twice is not the same as once: an interrupted step is held *in doubt* for a person, unless the
node says `&quot;onInterrupted&quot;: &quot;retry&quot;`.</source>
        <translation>`&quot;mode&quot;: &quot;append&quot;` hängt den Inhalt ans Ende; JSON kommt in eine eigene Zeile, so dass die Datei eine Liste von JSON-Zeilen
ist. Zweimal anhängen ist nicht dasselbe wie einmal: Ein unterbrochener Schritt bleibt *im Zweifel*, bis ein Mensch
entscheidet, außer der Knoten sagt `&quot;onInterrupted&quot;: &quot;retry&quot;`.</translation>
    </message>
    <message>
        <source>Paths are relative to the data folder of the run and cannot leave it, also not over a symbolic link.</source>
        <translation>Pfade sind relativ zum Datenordner des Laufs und können ihn nicht verlassen, auch nicht über einen symbolischen Link.</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Keeps the items of an array for which an expression is true.</source>
        <translation>Behält die Elemente einer Liste, für die ein Ausdruck wahr ist.</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Elemente</translation>
    </message>
    <message>
        <source>The array to look through. Absent: the input.</source>
        <translation>Die Liste, die durchgesehen wird. Ohne Angabe: die Eingabe.</translation>
    </message>
    <message>
        <source>Keep where</source>
        <translation>Behalten, wenn</translation>
    </message>
    <message>
        <source>JavaScript over `item` and `index`, and everything else that expressions see.</source>
        <translation>JavaScript über `item` und `index` und alles andere, was Ausdrücke sehen.</translation>
    </message>
    <message>
        <source>Items kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Gives `{&quot;items&quot;: […]}` with those items of `items` for which `expression` is true, in their order. The output is always
taken, also where nothing is left; ask `input.items.length` in a `condition` to branch.</source>
        <translation>Liefert `{&quot;items&quot;: […]}` mit den Elementen von `items`, für die `expression` wahr ist, in ihrer Reihenfolge. Der Ausgang wird
immer genommen, auch wenn nichts übrig ist; zum Verzweigen dient `input.items.length` in einer `condition`.</translation>
    </message>
    <message>
        <source>In the expression `item` is the item and `index` its place, from 0. Only the item goes to JavaScript, so that arrays of
any length can be filtered.</source>
        <translation>Im Ausdruck ist `item` das Element und `index` seine Stelle, ab 0. Nur das Element geht an JavaScript, so dass beliebig
lange Listen gefiltert werden können.</translation>
    </message>
    <message>
        <source>Something that is no array is an error.</source>
        <translation>Was keine Liste ist, ist ein Fehler.</translation>
    </message>
    <message>
        <source>HTTP request</source>
        <translation>HTTP-Anfrage</translation>
    </message>
    <message>
        <source>Calls a URL and gives status, headers and body of the answer.</source>
        <translation>Ruft eine URL auf und liefert Status, Kopfzeilen und Inhalt der Antwort.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>The request&apos;s method.</source>
        <translation>Die Methode der Anfrage.</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>http or https.</source>
        <translation>http oder https.</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Fields to append to the URL, encoded; an array gives one pair an entry, null none.</source>
        <translation>Felder, die kodiert an die URL angehängt werden; eine Liste ergibt ein Paar je Eintrag, null keines.</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>Header fields to send.</source>
        <translation>Kopfzeilen, die gesendet werden.</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>How to sign in; give the secret as {{ secrets.name }}.</source>
        <translation>Wie angemeldet wird; das Geheimnis steht als {{ secrets.name }} da.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>What to send.</source>
        <translation>Was gesendet wird.</translation>
    </message>
    <message>
        <source>Body as</source>
        <translation>Inhalt als</translation>
    </message>
    <message>
        <source>auto: texts as text, everything else as JSON. form: an object of fields.</source>
        <translation>auto: Texte als Text, alles andere als JSON. form: ein Objekt mit Feldern.</translation>
    </message>
    <message>
        <source>Parse answer as</source>
        <translation>Antwort lesen als</translation>
    </message>
    <message>
        <source>auto: by its content type. bytes: Base64.</source>
        <translation>auto: nach ihrem Inhaltstyp. bytes: Base64.</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Zeitgrenze</translation>
    </message>
    <message>
        <source>For the whole call.</source>
        <translation>Für den ganzen Aufruf.</translation>
    </message>
    <message>
        <source>Follow redirects</source>
        <translation>Weiterleitungen folgen</translation>
    </message>
    <message>
        <source>At most five.</source>
        <translation>Höchstens fünf.</translation>
    </message>
    <message>
        <source>Fail on bad status</source>
        <translation>Bei schlechtem Status fehlschlagen</translation>
    </message>
    <message>
        <source>A status of 400 and above is a failure.</source>
        <translation>Ein Status ab 400 ist ein Fehlschlag.</translation>
    </message>
    <message>
        <source>Honours Idempotency-Key</source>
        <translation>Achtet auf Idempotency-Key</translation>
    </message>
    <message>
        <source>The target carries out a request once a key, so that an interrupted call may be sent again.</source>
        <translation>Das Ziel führt eine Anfrage je Schlüssel nur einmal aus, so dass ein unterbrochener Aufruf noch einmal gesendet werden darf.</translation>
    </message>
    <message>
        <source>Largest answer</source>
        <translation>Größte Antwort</translation>
    </message>
    <message>
        <source>In bytes; a larger one is an error.</source>
        <translation>In Bytes; eine größere ist ein Fehler.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>The output is `{&quot;status&quot;: 201, &quot;headers&quot;: {…}, &quot;body&quot;: …, &quot;durationMs&quot;: 12}`. Header names are in lower case; a field that comes
several times is joined by commas. The body is parsed by its content type unless `parse` says otherwise; what is no text
comes in Base64, and then `bodyEncoding` is `&quot;base64&quot;`.</source>
        <translation>Die Ausgabe ist `{&quot;status&quot;: 201, &quot;headers&quot;: {…}, &quot;body&quot;: …, &quot;durationMs&quot;: 12}`. Namen von Kopfzeilen sind klein geschrieben; kommt eine
mehrmals, werden ihre Werte mit Kommas verbunden. Der Inhalt wird nach seinem Typ gelesen, wenn `parse` nichts anderes sagt; was kein
Text ist, kommt in Base64, und `bodyEncoding` ist dann `&quot;base64&quot;`.</translation>
    </message>
    <message>
        <source>**Failure.** A status of 400 and above fails the node, unless `failOnStatus` is false. The statuses 408, 429, 500, 502, 503
and 504, timeouts and connections that could not be made are tried again where the node has a `retry`; a
`Retry-After` of the answer is waited for.</source>
        <translation>**Fehlschlag.** Bei einem Status ab 400 schlägt der Knoten fehl, außer `failOnStatus` ist false. Bei den Status 408, 429, 500, 502, 503
und 504, bei Zeitüberschreitungen und bei Verbindungen, die nicht zustande kamen, wird neu versucht, wenn der Knoten ein `retry` hat; ein
`Retry-After` der Antwort wird abgewartet.</translation>
    </message>
    <message>
        <source>**Never sent twice by accident.** Every request that is not GET or HEAD carries the header `Idempotency-Key`, the same for
all attempts of the step. If Signalbox is killed while the call is under way, GET and HEAD are sent again; any other
call is held *in doubt* for a person, because it cannot be known whether it happened. If the target honours the
key, say `&quot;idempotent&quot;: true`, and the call is sent again with the same key.</source>
        <translation>**Nie versehentlich zweimal gesendet.** Jede Anfrage außer GET und HEAD trägt die Kopfzeile `Idempotency-Key`, dieselbe bei allen
Versuchen des Schritts. Endet Signalbox mitten im Aufruf, werden GET und HEAD erneut gesendet; jeder andere Aufruf bleibt
*im Zweifel*, bis ein Mensch entscheidet, denn ob er geschehen ist, lässt sich nicht wissen. Achtet das Ziel auf den
Schlüssel, sorgt `&quot;idempotent&quot;: true` dafür, dass der Aufruf mit demselben Schlüssel erneut gesendet wird.</translation>
    </message>
    <message>
        <source>**Addresses.** Private and link-local addresses are refused unless this installation allows them.</source>
        <translation>**Adressen.** Private und lokale Adressen werden abgelehnt, außer diese Installation erlaubt sie.</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Runs a flow again and again, each time with its last result, until a condition says stop.</source>
        <translation>Führt einen Flow immer wieder aus, jeweils mit dem letzten Ergebnis, bis eine Bedingung ihn anhält.</translation>
    </message>
    <message>
        <source>The flow to repeat, written here.</source>
        <translation>Der Flow, der wiederholt wird, hier geschrieben.</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Flow</translation>
    </message>
    <message>
        <source>Id of the flow to repeat: one of this file or of the workspace.</source>
        <translation>ID des Flows, der wiederholt wird: einer dieser Datei oder des Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>First state</source>
        <translation>Erster Zustand</translation>
    </message>
    <message>
        <source>What the first turn gets. Absent: this node&apos;s input.</source>
        <translation>Was der erste Durchgang erhält. Ohne Angabe: die Eingabe dieses Knotens.</translation>
    </message>
    <message>
        <source>While</source>
        <translation>Solange</translation>
    </message>
    <message>
        <source>JavaScript, asked before each turn: go on as long as it is true.</source>
        <translation>JavaScript, vor jedem Durchgang geprüft: weiter, solange es wahr ist.</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>JavaScript, asked after each turn: stop as soon as it is true.</source>
        <translation>JavaScript, nach jedem Durchgang geprüft: Ende, sobald es wahr ist.</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>The most turns.</source>
        <translation>Die größte Zahl der Durchgänge.</translation>
    </message>
    <message>
        <source>At the limit</source>
        <translation>An der Grenze</translation>
    </message>
    <message>
        <source>error: the node fails. continue: it goes on with the state as it is.</source>
        <translation>error: Der Knoten schlägt fehl. continue: Es geht mit dem erreichten Zustand weiter.</translation>
    </message>
    <message>
        <source>Last state</source>
        <translation>Letzter Zustand</translation>
    </message>
    <message>
        <source>Repeats a flow. The first turn gets `input` (the node&apos;s input if there is none); every further one the result of the turn
before. Expressions see `loop.index` (from 0) and `loop.state` (what the next turn would get). The output is the last
state.</source>
        <translation>Wiederholt einen Flow. Der erste Durchgang erhält `input` (ohne Angabe die Eingabe des Knotens), jeder weitere das Ergebnis des
vorigen. Ausdrücke sehen `loop.index` (ab 0) und `loop.state` (was der nächste Durchgang erhielte). Die Ausgabe ist der letzte
Zustand.</translation>
    </message>
    <message>
        <source>`while` is asked before each turn, so that the body may never run; `until` after each, so that it runs at least
once. `max` bounds the number of turns: reaching it is an error, unless `onMax` is `continue`.</source>
        <translation>`while` wird vor jedem Durchgang geprüft, so dass der Inhalt vielleicht nie läuft; `until` nach jedem, so dass er mindestens
einmal läuft. `max` begrenzt die Zahl der Durchgänge: Sie zu erreichen ist ein Fehler, außer `onMax` ist `continue`.</translation>
    </message>
    <message>
        <source>For each</source>
        <translation>Für jedes Element</translation>
    </message>
    <message>
        <source>Runs a flow for each item of an array, several at a time, and keeps their order.</source>
        <translation>Führt einen Flow für jedes Element einer Liste aus, mehrere zugleich, und behält ihre Reihenfolge.</translation>
    </message>
    <message>
        <source>The array whose items are worked on. Absent: the input.</source>
        <translation>Die Liste, deren Elemente bearbeitet werden. Ohne Angabe: die Eingabe.</translation>
    </message>
    <message>
        <source>Id of the flow to run for each item: one of this file or of the workspace.</source>
        <translation>ID des Flows, der für jedes Element läuft: einer dieser Datei oder des Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>The flow to run for each item, written here.</source>
        <translation>Der Flow, der für jedes Element läuft, hier geschrieben.</translation>
    </message>
    <message>
        <source>At a time</source>
        <translation>Zugleich</translation>
    </message>
    <message>
        <source>How many items are worked on at the same time.</source>
        <translation>Wie viele Elemente zur selben Zeit bearbeitet werden.</translation>
    </message>
    <message>
        <source>When an item fails</source>
        <translation>Wenn ein Element fehlschlägt</translation>
    </message>
    <message>
        <source>stop: the node fails. collect: the item&apos;s place in the results holds its error. skip: the item is left out.</source>
        <translation>stop: Der Knoten schlägt fehl. collect: Am Platz des Elements steht in den Ergebnissen sein Fehler. skip: Das Element entfällt.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Runs a flow once for each item of `items`. Inside, the input is the item, and expressions also see `item` and
`index` (from 0). The output is `{&quot;results&quot;: […]}` with what each run gave, in the order of the items, however
they ended.</source>
        <translation>Führt einen Flow für jedes Element von `items` einmal aus. Darin ist die Eingabe das Element, und Ausdrücke sehen auch `item` und
`index` (ab 0). Die Ausgabe ist `{&quot;results&quot;: […]}` mit dem Ergebnis jedes Durchgangs, in der Reihenfolge der Elemente, gleich
in welcher sie fertig wurden.</translation>
    </message>
    <message>
        <source>Give the flow as `body`, written in place, or by its id as `flow`. Every item is journalled on its own: after a
crash only what was not finished is done again.</source>
        <translation>Der Flow steht als `body` an Ort und Stelle oder mit seiner ID als `flow`. Jedes Element wird für sich festgehalten: Nach einem
Absturz wird nur wiederholt, was nicht fertig war.</translation>
    </message>
    <message>
        <source>When an item fails, `onItemError` decides:</source>
        <translation>Schlägt ein Element fehl, entscheidet `onItemError`:</translation>
    </message>
    <message>
        <source>- `stop` (default): the others are cancelled and the node fails.
- `collect`: its place in `results` holds `{&quot;error&quot;: {&quot;code&quot;, &quot;message&quot;}}`.
- `skip`: it is left out of `results`.</source>
        <translation>- `stop` (Vorgabe): Die anderen werden abgebrochen, und der Knoten schlägt fehl.
- `collect`: An seinem Platz in `results` steht `{&quot;error&quot;: {&quot;code&quot;, &quot;message&quot;}}`.
- `skip`: Es fehlt in `results`.</translation>
    </message>
    <message>
        <source>Something that is no array is an error, never one item.</source>
        <translation>Was keine Liste ist, ist ein Fehler und nie ein einzelnes Element.</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Joins branches: all of them, whichever was taken, the first to arrive, or a list.</source>
        <translation>Führt Zweige zusammen: alle, den genommenen, den ersten, der ankommt, oder als Liste.</translation>
    </message>
    <message>
        <source>How the branches are joined.</source>
        <translation>Wie die Zweige zusammengeführt werden.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Joins several edges into one value.</source>
        <translation>Führt mehrere Verbindungen zu einem Wert zusammen.</translation>
    </message>
    <message>
        <source>| mode | waits for | gives |
|---|---|---|
| `all` | every branch; one that was skipped is an error | an object with each branch&apos;s value under its source&apos;s id |
| `any` | every branch to be decided | the value of the first one that was taken, in the order of the edges |
| `first` | the first branch to arrive; later ones are ignored | that branch&apos;s value |
| `collect` | every branch to be decided | an array of the values of those that were taken, in the order of the edges |</source>
        <translation>| Modus | wartet auf | liefert |
|---|---|---|
| `all` | jeden Zweig; ein übersprungener ist ein Fehler | ein Objekt mit dem Wert jedes Zweigs unter der ID seiner Quelle |
| `any` | die Entscheidung jedes Zweigs | den Wert des ersten genommenen, in der Reihenfolge der Verbindungen |
| `first` | den ersten Zweig, der ankommt; spätere zählen nicht | dessen Wert |
| `collect` | die Entscheidung jedes Zweigs | eine Liste der Werte der genommenen, in der Reihenfolge der Verbindungen |</translation>
    </message>
    <message>
        <source>`any` is what joins the branches of a `condition` or a `switch`, where only one of them is taken:</source>
        <translation>`any` führt die Zweige einer `condition` oder eines `switch` zusammen, von denen nur einer genommen wird:</translation>
    </message>
    <message>
        <source>Makes its input the result of the flow.</source>
        <translation>Macht die Eingabe zum Ergebnis des Flows.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>What arrives here is the result of the flow: what `signalbox-cli run` prints, what a `subflow` or a `map` node
of another flow receives, what the API gives.</source>
        <translation>Was hier ankommt, ist das Ergebnis des Flows: was `signalbox-cli run` ausgibt, was ein Knoten `subflow` oder `map`
eines anderen Flows erhält, was die API liefert.</translation>
    </message>
    <message>
        <source>- One output node: the result is its input.
- Several: an object with the input of each under its id.
- None that was reached: `null`.</source>
        <translation>- Ein Ausgabeknoten: Das Ergebnis ist seine Eingabe.
- Mehrere: ein Objekt mit der Eingabe eines jeden unter seiner ID.
- Keiner, der erreicht wurde: `null`.</translation>
    </message>
    <message>
        <source>To shape the result, put a `transform` before it.</source>
        <translation>Ein `transform` davor gibt dem Ergebnis seine Form.</translation>
    </message>
    <message>
        <source>Subflow</source>
        <translation>Unterflow</translation>
    </message>
    <message>
        <source>Runs another flow with this input and gives its result.</source>
        <translation>Führt mit dieser Eingabe einen anderen Flow aus und liefert sein Ergebnis.</translation>
    </message>
    <message>
        <source>Id of the flow to run: one of this file or of the workspace.</source>
        <translation>ID des Flows, der läuft: einer dieser Datei oder des Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>The flow to run, written here.</source>
        <translation>Der Flow, der läuft, hier geschrieben.</translation>
    </message>
    <message>
        <source>What the flow gets. Absent: this node&apos;s input.</source>
        <translation>Was der Flow erhält. Ohne Angabe: die Eingabe dieses Knotens.</translation>
    </message>
    <message>
        <source>Runs another flow as if its nodes stood here, and gives its result. The versions of all flows that a run can reach are
pinned when it starts: publishing a new one in the meantime changes nothing for runs that are under way.</source>
        <translation>Führt einen anderen Flow aus, als stünden seine Knoten hier, und liefert sein Ergebnis. Die Versionen aller Flows, die ein Lauf
erreichen kann, stehen mit seinem Start fest: Eine neue Veröffentlichung ändert für laufende Läufe nichts.</translation>
    </message>
    <message>
        <source>A flow that contains itself, over however many steps, is refused before the run.</source>
        <translation>Ein Flow, der sich selbst enthält, über wie viele Stufen auch immer, wird vor dem Lauf abgelehnt.</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Verzweigung</translation>
    </message>
    <message>
        <source>Sends its input to the port of the first case that holds.</source>
        <translation>Schickt die Eingabe durch den Anschluss des ersten Falls, der zutrifft.</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>Looked at in order; the first whose expression is true counts.</source>
        <translation>Werden der Reihe nach geprüft; der erste mit wahrem Ausdruck zählt.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Anschluss</translation>
    </message>
    <message>
        <source>Name of the output port of this case.</source>
        <translation>Name des Ausgangs für diesen Fall.</translation>
    </message>
    <message>
        <source>JavaScript; true as JavaScript takes it.</source>
        <translation>JavaScript; wahr, wie JavaScript es versteht.</translation>
    </message>
    <message>
        <source>No case holds</source>
        <translation>Kein Fall trifft zu</translation>
    </message>
    <message>
        <source>Looks at `cases` in order and hands its input through, unchanged, by the port of the first one whose expression is true.
If none is, it leaves by `default`. What hangs on the other ports is skipped.</source>
        <translation>Prüft `cases` der Reihe nach und reicht die Eingabe unverändert durch den Anschluss des ersten weiter, dessen Ausdruck wahr ist.
Trifft keiner zu, geht sie durch `default`. Was an den anderen Anschlüssen hängt, wird übersprungen.</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>Umformen</translation>
    </message>
    <message>
        <source>Sets fields of its input, or computes a new value by an expression.</source>
        <translation>Setzt Felder der Eingabe oder berechnet mit einem Ausdruck einen neuen Wert.</translation>
    </message>
    <message>
        <source>Set fields</source>
        <translation>Felder setzen</translation>
    </message>
    <message>
        <source>Fields and their values; templates see the input as it came.</source>
        <translation>Felder und ihre Werte; Vorlagen sehen die Eingabe, wie sie kam.</translation>
    </message>
    <message>
        <source>Drop the input</source>
        <translation>Eingabe weglassen</translation>
    </message>
    <message>
        <source>The output holds the set fields only.</source>
        <translation>Die Ausgabe enthält nur die gesetzten Felder.</translation>
    </message>
    <message>
        <source>JavaScript whose value is the output.</source>
        <translation>JavaScript, dessen Wert die Ausgabe ist.</translation>
    </message>
    <message>
        <source>Shapes data, without effects. Either set fields:</source>
        <translation>Formt Daten, ohne Wirkung nach außen. Entweder Felder setzen:</translation>
    </message>
    <message>
        <source>The fields are merged into the input, which must be an object (or `null`); `&quot;replace&quot;: true` drops the input and keeps
the fields only. A value that is one `{{ expression }}` and nothing else keeps its type; all values see the input as
it came, not each other.</source>
        <translation>Die Felder werden in die Eingabe gemischt, die ein Objekt (oder `null`) sein muss; `&quot;replace&quot;: true` lässt die Eingabe weg und behält
nur die Felder. Ein Wert, der genau ein `{{ Ausdruck }}` ist, behält seinen Typ; alle Werte sehen die Eingabe, wie
sie kam, nicht einander.</translation>
    </message>
    <message>
        <source>Or compute the output by a JavaScript expression:</source>
        <translation>Oder die Ausgabe mit einem JavaScript-Ausdruck berechnen:</translation>
    </message>
    <message>
        <source>An object literal needs parentheses: `({total: input.a + input.b})`. The same input always gives the same output: `Date`
and `Math.random` stand still for the whole run.</source>
        <translation>Ein Objekt braucht Klammern: `({total: input.a + input.b})`. Dieselbe Eingabe liefert immer dieselbe Ausgabe: `Date`
und `Math.random` stehen für den ganzen Lauf still.</translation>
    </message>
    <message>
        <source>Manual start</source>
        <translation>Start von Hand</translation>
    </message>
    <message>
        <source>Starts the flow when a person or a program asks for a run.</source>
        <translation>Startet den Flow, wenn ein Mensch oder ein Programm einen Lauf verlangt.</translation>
    </message>
    <message>
        <source>Run&apos;s input</source>
        <translation>Eingabe des Laufs</translation>
    </message>
    <message>
        <source>Starts the flow when somebody runs it: from the window, with `signalbox-cli run`, or by an API call. Its
output is the run&apos;s input, unchanged.</source>
        <translation>Startet den Flow, wenn ihn jemand ausführt: aus dem Fenster, mit `signalbox-cli run` oder durch einen Aufruf der API. Die
Ausgabe ist die unveränderte Eingabe des Laufs.</translation>
    </message>
    <message>
        <source>A flow may do without a trigger: then every node that nothing leads to starts with the run&apos;s input. As soon as
there is a trigger, only what it leads to runs.</source>
        <translation>Ein Flow kommt auch ohne Auslöser aus: Dann beginnt jeder Knoten, zu dem nichts führt, mit der Eingabe des Laufs. Sobald es
einen Auslöser gibt, läuft nur, wohin er führt.</translation>
    </message>
    <message>
        <source>What the input must look like is said by the flow&apos;s own `inputs`, a JSON Schema that is checked before
anything starts.</source>
        <translation>Wie die Eingabe aussehen muss, sagen die `inputs` des Flows, ein JSON Schema, das geprüft wird, bevor
etwas beginnt.</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Pauses for a time that survives restarts, then hands its input on.</source>
        <translation>Pausiert für eine Zeit, die Neustarts übersteht, und reicht dann die Eingabe weiter.</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>How long to wait.</source>
        <translation>Wie lange gewartet wird.</translation>
    </message>
    <message>
        <source>Waits, then hands its input on unchanged. The moment at which it wakes is written down when the wait begins: it holds
no thread, survives a restart, and what passed while Signalbox was not running counts.</source>
        <translation>Wartet und reicht die Eingabe dann unverändert weiter. Der Zeitpunkt des Weckens wird zu Beginn festgehalten: Das Warten
belegt keinen Thread, übersteht einen Neustart, und was verging, während Signalbox nicht lief, zählt mit.</translation>
    </message>
    <message>
        <source>Durations are written `250ms`, `30s`, `5m`, `2h`, `1d`.</source>
        <translation>Dauern werden so geschrieben: `250ms`, `30s`, `5m`, `2h`, `1d`.</translation>
    </message>
    <message>
        <source>Order pipeline</source>
        <translation>Bestellablauf</translation>
    </message>
    <message>
        <source>Fetches orders page by page, allocates stock, books a shipment for each order that can leave, and files the rest as back orders.</source>
        <translation>Holt Bestellungen Seite für Seite, teilt den Bestand zu, bucht für jede lieferbare Bestellung eine Sendung und legt den Rest als Rückstand ab.</translation>
    </message>
    <message>
        <source>Support triage</source>
        <translation>Support-Triage</translation>
    </message>
    <message>
        <source>Reads a folder of support mails, rates each of them, and writes a triage report and a follow-up note.</source>
        <translation>Liest einen Ordner mit Support-Mails, bewertet jede davon und schreibt einen Triage-Bericht und eine Notiz zum Nachfassen.</translation>
    </message>
    <message>
        <source>Wide map</source>
        <translation>Viele Messwerte</translation>
    </message>
    <message>
        <source>Checks one day of readings of 5,000 sensor messages against the limits of eight sites.</source>
        <translation>Prüft die Messwerte eines Tages, 5.000 Meldungen von Sensoren, gegen die Grenzen von acht Standorten.</translation>
    </message>
    <message>
        <source>The sample cannot be copied to &quot;%1&quot;: %2.</source>
        <translation>Das Beispiel kann nicht nach „%1“ kopiert werden: %2.</translation>
    </message>
    <message>
        <source>The sample wants to start &quot;%1&quot;, which is no program of Signalbox.</source>
        <translation>Das Beispiel will „%1“ starten, das kein Programm von Signalbox ist.</translation>
    </message>
    <message>
        <source>The sample&apos;s service &quot;%1&quot; did not start: %2.</source>
        <translation>Der Dienst „%1“ des Beispiels ist nicht gestartet: %2.</translation>
    </message>
    <message>
        <source>The message is no JSON-RPC 2.0 message: %1.</source>
        <translation>Das ist keine Nachricht nach JSON-RPC 2.0: %1.</translation>
    </message>
    <message>
        <source>The parameters of a call are an object by name.</source>
        <translation>Die Parameter eines Aufrufs sind ein Objekt mit ihren Namen.</translation>
    </message>
    <message>
        <source>%1 is larger than a message may be (%2 bytes); ask for less at a time, or read payloads by ranges.</source>
        <translation>%1 ist größer, als eine Nachricht sein darf (%2 Bytes); bitte weniger auf einmal verlangen oder Nutzdaten in Abschnitten lesen.</translation>
    </message>
    <message>
        <source>There is no call &quot;%1&quot; in this version.</source>
        <translation>Den Aufruf „%1“ gibt es in dieser Version nicht.</translation>
    </message>
    <message>
        <source>The backend failed at this call; its log says why.</source>
        <translation>Das Backend ist an diesem Aufruf gescheitert; sein Protokoll nennt den Grund.</translation>
    </message>
    <message>
        <source>The idempotency key was used before with other parameters; use a new one.</source>
        <translation>Der Idempotenzschlüssel wurde schon mit anderen Parametern benutzt; bitte einen neuen nehmen.</translation>
    </message>
    <message>
        <source>A call with this idempotency key is under way; ask again in a moment.</source>
        <translation>Ein Aufruf mit diesem Idempotenzschlüssel ist unterwegs; bitte gleich noch einmal fragen.</translation>
    </message>
    <message>
        <source>The parameters of %1 do not fit: %2</source>
        <translation>Die Parameter von %1 passen nicht: %2</translation>
    </message>
    <message>
        <source>The token is not valid. Check it, or make a new one on the backend&apos;s machine.</source>
        <translation>Das Token ist nicht gültig. Bitte prüfen oder auf dem Rechner des Backends ein neues erstellen.</translation>
    </message>
    <message>
        <source>There were too many tries. Wait a little and try again.</source>
        <translation>Es waren zu viele Versuche. Bitte etwas warten und erneut versuchen.</translation>
    </message>
    <message>
        <source>The ticket is not valid: it was used, or it is older than 30 seconds. Ask for a new one.</source>
        <translation>Das Ticket ist nicht gültig: Es wurde schon benutzt oder ist älter als 30 Sekunden. Bitte ein neues anfordern.</translation>
    </message>
    <message>
        <source>%1 lacks the permission %2. Use a token that has it, or ask the workspace&apos;s owner for it.</source>
        <translation>%1 fehlt die Berechtigung %2. Bitte ein Token nehmen, das sie hat, oder sie beim Eigentümer des Arbeitsbereichs erbitten.</translation>
    </message>
    <message>
        <source>The token file %1 could not be %2 (%3). Check the data folder&apos;s permissions.</source>
        <translation>Die Token-Datei %1 konnte nicht %2 werden (%3). Bitte die Rechte des Datenordners prüfen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no permission. Use names such as flows.run, flows.* or *.</source>
        <translation>„%1“ ist keine Berechtigung. Namen sehen aus wie flows.run, flows.* oder *.</translation>
    </message>
    <message>
        <source>There is no command /%1.</source>
        <translation>Den Befehl /%1 gibt es nicht.</translation>
    </message>
    <message>
        <source>No model is connected yet, so nobody can answer that. %1</source>
        <translation>Noch ist kein Modell verbunden, also kann das niemand beantworten. %1</translation>
    </message>
    <message>
        <source>There is no flow &quot;%1&quot; in the workspace. `/flows` lists those that there are.</source>
        <translation>Den Flow „%1“ gibt es im Arbeitsbereich nicht. `/flows` listet die vorhandenen auf.</translation>
    </message>
    <message>
        <source>%1
Decide in the runs pane.</source>
        <translation>%1
Die Entscheidung fällt im Bereich „Läufe“.</translation>
    </message>
    <message>
        <source>The input is no JSON. %1</source>
        <translation>Die Eingabe ist kein JSON. %1</translation>
    </message>
    <message>
        <source>There is no flow in the workspace yet. Open a sample from the start page and save it, or make one.</source>
        <translation>Im Arbeitsbereich gibt es noch keinen Flow. Auf der Startseite ein Beispiel öffnen und speichern oder einen neuen anlegen.</translation>
    </message>
    <message>
        <source>Nothing has run yet. `/run FLOW` runs a flow.</source>
        <translation>Bisher ist nichts gelaufen. `/run FLOW` führt einen Flow aus.</translation>
    </message>
    <message>
        <source>The backup &quot;%1&quot; cannot be written: %2.</source>
        <translation>Die Sicherung „%1“ kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>There is &quot;%1&quot; already. Choose another name for the backup.</source>
        <translation>„%1“ gibt es schon. Bitte einen anderen Namen für die Sicherung wählen.</translation>
    </message>
    <message>
        <source>The folder &quot;%1&quot; cannot be made: %2.</source>
        <translation>Der Ordner „%1“ kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>The database is damaged: %1. Restore a backup of it.</source>
        <translation>Die Datenbank ist beschädigt: %1. Bitte eine Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>There is little space left on the disk: %1 MiB.</source>
        <translation>Auf dem Datenträger ist nur noch wenig Platz: %1 MiB.</translation>
    </message>
    <message>
        <source>%1 secrets cannot be read: the key that they are sealed with is missing. Put the key file back, or set them again.</source>
        <translation>%1 Geheimnisse können nicht gelesen werden: Der Schlüssel, mit dem sie versiegelt sind, fehlt. Bitte die Schlüsseldatei zurücklegen oder sie neu setzen.</translation>
    </message>
    <message>
        <source>The id of a conversation is a UUID in lower case.</source>
        <translation>Die ID einer Unterhaltung ist eine UUID in Kleinbuchstaben.</translation>
    </message>
    <message>
        <source>There is nothing to send.</source>
        <translation>Es gibt nichts zu senden.</translation>
    </message>
    <message>
        <source>A message has at most 256 KiB. Keep large texts in a file.</source>
        <translation>Eine Nachricht hat höchstens 256 KiB. Große Texte gehören in eine Datei.</translation>
    </message>
    <message>
        <source>Events are subscribed to over a channel (WebSocket or local socket); over REST read them by pages at /api/v1/events.</source>
        <translation>Ereignisse werden über einen Kanal abonniert (WebSocket oder lokaler Socket); über REST sind sie seitenweise unter /api/v1/events zu lesen.</translation>
    </message>
    <message>
        <source>Credit belongs to a subscription of a channel.</source>
        <translation>Guthaben gehört zum Abonnement eines Kanals.</translation>
    </message>
    <message>
        <source>A flow&apos;s id has 1 to 200 bytes.</source>
        <translation>Die ID eines Flows hat 1 bis 200 Bytes.</translation>
    </message>
    <message>
        <source>A flow&apos;s origin is &quot;local&quot; or &quot;imported&quot;.</source>
        <translation>Die Herkunft eines Flows ist „local“ oder „imported“.</translation>
    </message>
    <message>
        <source>The flow &quot;%1&quot; was changed meanwhile (revision %2); look at it again before it is published.</source>
        <translation>Der Flow „%1“ wurde inzwischen geändert (Revision %2); bitte vor dem Veröffentlichen noch einmal ansehen.</translation>
    </message>
    <message>
        <source>The flow &quot;%1&quot; cannot be published as it is: %2 %3</source>
        <translation>Der Flow „%1“ kann so nicht veröffentlicht werden: %2 %3</translation>
    </message>
    <message>
        <source>There is no node type &quot;%1&quot;.</source>
        <translation>Den Knotentyp „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no node type &quot;%1&quot;. Did you mean &quot;%2&quot;?</source>
        <translation>Den Knotentyp „%1“ gibt es nicht. Ist „%2“ gemeint?</translation>
    </message>
    <message>
        <source>The data folder &quot;%1&quot; cannot be made: %2. Name another by --data.</source>
        <translation>Der Datenordner „%1“ kann nicht angelegt werden: %2. Mit --data lässt sich ein anderer nennen.</translation>
    </message>
    <message>
        <source>The data folder &quot;%1&quot; cannot be used: %2. Name another by --data.</source>
        <translation>Der Datenordner „%1“ kann nicht benutzt werden: %2. Mit --data lässt sich ein anderer nennen.</translation>
    </message>
    <message>
        <source>The data folder &quot;%1&quot; is held by another Signalbox (process %2); end it, or name another folder by --data.</source>
        <translation>Der Datenordner „%1“ gehört einem anderen Signalbox (Prozess %2); bitte dieses beenden oder mit --data einen anderen Ordner nennen.</translation>
    </message>
    <message>
        <source>The data folder &quot;%1&quot; cannot be written: %2.</source>
        <translation>In den Datenordner „%1“ kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be %2: %3. The data is as it was.</source>
        <translation>„%1“ kann nicht %2 werden: %3. Die Daten sind unverändert.</translation>
    </message>
    <message>
        <source>The backup &quot;%1&quot; cannot be restored; the data is as it was. %2</source>
        <translation>Die Sicherung „%1“ kann nicht wiederhergestellt werden; die Daten sind unverändert. %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no backup: there is no %2 in it. Name the folder that a backup was written to.</source>
        <translation>„%1“ ist keine Sicherung: Darin fehlt %2. Bitte den Ordner nennen, in den eine Sicherung geschrieben wurde.</translation>
    </message>
    <message>
        <source>The id of a run is a UUID in lower case.</source>
        <translation>Die ID eines Laufs ist eine UUID in Kleinbuchstaben.</translation>
    </message>
    <message>
        <source>The run has no step %1.</source>
        <translation>Der Lauf hat keinen Schritt %1.</translation>
    </message>
    <message>
        <source>A token may do at most what its maker may; &quot;%1&quot; is more.</source>
        <translation>Ein Token darf höchstens, was sein Ersteller darf; „%1“ ist mehr.</translation>
    </message>
    <message>
        <source>A token cannot outlive the one that makes it; name an earlier expiresAt.</source>
        <translation>Ein Token kann das Token, das es erstellt, nicht überdauern; bitte ein früheres expiresAt nennen.</translation>
    </message>
    <message>
        <source>The token that signed this channel in was revoked, or it has expired. Sign in with another one.</source>
        <translation>Das Token, mit dem dieser Kanal angemeldet ist, wurde widerrufen oder ist abgelaufen. Bitte mit einem anderen anmelden.</translation>
    </message>
    <message>
        <source>%1 is for programs on the backend&apos;s own machine, over its local socket.</source>
        <translation>%1 ist Programmen auf dem Rechner des Backends vorbehalten, über dessen lokalen Socket.</translation>
    </message>
    <message>
        <source>The backend starts or ends just now; try %1 again in a moment.</source>
        <translation>Das Backend startet oder endet gerade; bitte %1 gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There is no sample &quot;%1&quot;.</source>
        <translation>Das Beispiel „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>A child&apos;s output cannot be read: %1.</source>
        <translation>Die Ausgabe eines Kindprozesses kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>The child does not read its input any more.</source>
        <translation>Der Kindprozess liest seine Eingabe nicht mehr.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; took longer than %2 ms to start.</source>
        <translation>„%1“ brauchte länger als %2 ms zum Starten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; wrote more than %2 bytes and was stopped.</source>
        <translation>„%1“ schrieb mehr als %2 Bytes und wurde angehalten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; took longer than %2 ms and was stopped.</source>
        <translation>„%1“ brauchte länger als %2 ms und wurde angehalten.</translation>
    </message>
    <message>
        <source>%1 has failed %2 times in a row and is left alone for a while; it is tried again by itself.</source>
        <translation>%1 ist %2-mal in Folge gescheitert und wird eine Weile in Ruhe gelassen; der nächste Versuch kommt von selbst.</translation>
    </message>
    <message>
        <source>%1 must be %2, but is %3.</source>
        <translation>%1 muss %2 sein, ist aber %3.</translation>
    </message>
    <message>
        <source>%1 lacks &quot;%2&quot;.</source>
        <translation>Bei %1 fehlt „%2“.</translation>
    </message>
    <message>
        <source>%1 has an unknown key &quot;%2&quot;; remove it or mend its spelling.</source>
        <translation>%1 hat einen unbekannten Schlüssel „%2“; bitte entfernen oder die Schreibung berichtigen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; could not be started: %2: %3.</source>
        <translation>„%1“ konnte nicht gestartet werden: %2: %3.</translation>
    </message>
    <message>
        <source>The program &quot;%1&quot; is not in PATH; install it, or give its whole path.</source>
        <translation>Das Programm „%1“ steht nicht im PATH; bitte installieren oder den ganzen Pfad angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; could not be started: its folder &quot;%2&quot; cannot be entered: %3.</source>
        <translation>„%1“ konnte nicht gestartet werden: Der Ordner „%2“ ist nicht zu betreten: %3.</translation>
    </message>
    <message>
        <source>The program &quot;%1&quot;, or the interpreter that it names, is not there; install it, or give its path.</source>
        <translation>Das Programm „%1“ oder der Interpreter, den es nennt, ist nicht da; bitte installieren oder den Pfad angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may not be executed: %2.</source>
        <translation>„%1“ darf nicht ausgeführt werden: %2.</translation>
    </message>
    <message>
        <source>The helper program &quot;%1&quot; is not in %2; install Signalbox again, or let SIGNALBOX_LIBEXEC name the folder that has it.</source>
        <translation>Das Hilfsprogramm „%1“ ist nicht in %2; bitte Signalbox neu installieren oder in SIGNALBOX_LIBEXEC den Ordner nennen, der es enthält.</translation>
    </message>
    <message>
        <source>The text begins with a byte order mark; save it as UTF-8 without one.</source>
        <translation>Der Text beginnt mit einer Bytereihenfolge-Marke; bitte als UTF-8 ohne eine solche speichern.</translation>
    </message>
    <message>
        <source>After the JSON value there is more text; remove it.</source>
        <translation>Nach dem JSON-Wert steht weiterer Text; bitte entfernen.</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>Zeile %1, Spalte %2: %3</translation>
    </message>
    <message>
        <source>The text ends where %1 was expected; it is cut off.</source>
        <translation>Der Text endet, wo noch etwas kommen müsste: %1. Er ist abgeschnitten.</translation>
    </message>
    <message>
        <source>Expected %1 but found %2.</source>
        <translation>Erwartet war %1, da steht aber %2.</translation>
    </message>
    <message>
        <source>The text nests deeper than %1 levels; flatten it.</source>
        <translation>Der Text ist tiefer als %1 Ebenen verschachtelt; bitte flacher machen.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; stands twice in one object; remove one of them.</source>
        <translation>Der Schlüssel „%1“ steht zweimal in einem Objekt; bitte einen davon entfernen.</translation>
    </message>
    <message>
        <source>The text is not valid UTF-8; save it as UTF-8.</source>
        <translation>Der Text ist kein gültiges UTF-8; bitte als UTF-8 speichern.</translation>
    </message>
    <message>
        <source>A text may not hold a bare control character; write \n, \t or \u00XX.</source>
        <translation>Ein Text darf kein nacktes Steuerzeichen enthalten; es wird als \n, \t oder \u00XX geschrieben.</translation>
    </message>
    <message>
        <source>A \u escape is half of a surrogate pair; write both halves.</source>
        <translation>Ein \u steht für ein halbes Ersatzpaar; bitte beide Hälften schreiben.</translation>
    </message>
    <message>
        <source>Unknown escape after a backslash; write \\ for a backslash.</source>
        <translation>Nach einem umgekehrten Schrägstrich steht ein unbekanntes Zeichen; er selbst wird als \\ geschrieben.</translation>
    </message>
    <message>
        <source>A number may not begin with a zero; write it without.</source>
        <translation>Eine Zahl darf nicht mit einer Null beginnen; bitte ohne sie schreiben.</translation>
    </message>
    <message>
        <source>The text has %1 bytes; at most %2 are read. Split it, or keep large data in files.</source>
        <translation>Der Text hat %1 Bytes; gelesen werden höchstens %2. Bitte aufteilen oder große Daten in Dateien legen.</translation>
    </message>
    <message>
        <source>The schema cannot be used: %1</source>
        <translation>Das Schema ist nicht zu gebrauchen: %1</translation>
    </message>
    <message>
        <source>The schema cannot be used: %1: %2</source>
        <translation>Das Schema ist nicht zu gebrauchen: %1: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has a fragment; use $anchor.</source>
        <translation>„%1“ hat ein Fragment; dafür gibt es $anchor.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; leads to a schema that is not known.</source>
        <translation>„%1“ führt zu einem unbekannten Schema.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names an anchor that does not exist.</source>
        <translation>„%1“ nennt einen Anker, den es nicht gibt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; leads nowhere.</source>
        <translation>„%1“ führt nirgendwohin.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not part of it, and nothing is fetched.</source>
        <translation>„%1“ gehört nicht dazu, und nachgeladen wird nichts.</translation>
    </message>
    <message>
        <source>&quot;enum&quot; is an array.</source>
        <translation>„enum“ ist eine Liste.</translation>
    </message>
    <message>
        <source>&quot;type&quot; is one of null, boolean, integer, number, string, array, object, or an array of these.</source>
        <translation>„type“ ist null, boolean, integer, number, string, array, object oder eine Liste davon.</translation>
    </message>
    <message>
        <source>The pattern &quot;%1&quot; is no regular expression: %2.</source>
        <translation>Das Muster „%1“ ist kein regulärer Ausdruck: %2.</translation>
    </message>
    <message>
        <source>It was cancelled before it ended.</source>
        <translation>Vor dem Ende abgebrochen.</translation>
    </message>
    <message>
        <source>The connection to the backend broke before the answer; whether it was done is not known. Look before you do it again.</source>
        <translation>Die Verbindung zum Backend brach vor der Antwort ab; ob es geschehen ist, ist nicht bekannt. Bitte vor einer Wiederholung nachsehen.</translation>
    </message>
    <message>
        <source>The connection to the backend is broken: %1</source>
        <translation>Die Verbindung zum Backend ist unterbrochen: %1</translation>
    </message>
    <message>
        <source>The client was closed.</source>
        <translation>Die Verbindung wurde von hier aus beendet.</translation>
    </message>
    <message>
        <source>The call %1</source>
        <translation>Der Aufruf %1</translation>
    </message>
    <message>
        <source>The backend ended the subscription.</source>
        <translation>Das Backend hat das Abonnement beendet.</translation>
    </message>
    <message>
        <source>The draft &quot;%1&quot; cannot be %2: %3. Save the flow, so that nothing is lost.</source>
        <translation>Der Entwurf „%1“ kann nicht %2 werden: %3. Bitte den Flow speichern, damit nichts verloren geht.</translation>
    </message>
    <message>
        <source>The flow is being edited in another window of Signalbox. Go on there, or close it first.</source>
        <translation>Der Flow wird in einem anderen Fenster von Signalbox bearbeitet. Bitte dort weitermachen oder jenes zuerst schließen.</translation>
    </message>
    <message>
        <source>The draft &quot;%1&quot; was made by a newer Signalbox. Open it with that one.</source>
        <translation>Der Entwurf „%1“ stammt von einem neueren Signalbox. Bitte damit öffnen.</translation>
    </message>
    <message>
        <source>The draft &quot;%1&quot; cannot be read: it does not begin as one.</source>
        <translation>Der Entwurf „%1“ ist nicht lesbar: Er beginnt nicht wie einer.</translation>
    </message>
    <message>
        <source>The draft &quot;%1&quot; cannot be read: not even its first line is whole.</source>
        <translation>Der Entwurf „%1“ ist nicht lesbar: Nicht einmal seine erste Zeile ist vollständig.</translation>
    </message>
    <message>
        <source>There is no draft of the flow.</source>
        <translation>Von diesem Flow gibt es keinen Entwurf.</translation>
    </message>
    <message>
        <source>The folder of drafts &quot;%1&quot; cannot be made: %2.</source>
        <translation>Der Ordner der Entwürfe „%1“ kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>The draft holds a step that is none: %1.</source>
        <translation>Der Entwurf enthält einen Schritt, der keiner ist: %1.</translation>
    </message>
    <message>
        <source>%1: a secret is named as {{ secrets.NAME }} alone, without anything computed of it.</source>
        <translation>%1: Ein Geheimnis steht allein, als {{ secrets.NAME }}, ohne dass daraus etwas berechnet wird.</translation>
    </message>
    <message>
        <source>A secret may stand only in the configuration of a node that reaches outside.</source>
        <translation>Ein Geheimnis darf nur in der Konfiguration eines Knotens stehen, der nach außen wirkt.</translation>
    </message>
    <message>
        <source>The flow has %1 error:%2</source>
        <translation>Der Flow hat %1 Fehler:%2</translation>
    </message>
    <message>
        <source>The flow has %1 errors:%2</source>
        <translation>Der Flow hat %1 Fehler:%2</translation>
    </message>
    <message>
        <source>The run took longer than its limit of %1 and was stopped; raise limits.timeout if that is meant.</source>
        <translation>Der Lauf dauerte länger als seine Grenze von %1 und wurde angehalten; falls gewollt, limits.timeout erhöhen.</translation>
    </message>
    <message>
        <source>The input is not what the flow takes:%1</source>
        <translation>Die Eingabe ist nicht das, was der Flow nimmt:%1</translation>
    </message>
    <message>
        <source>The flow &quot;%1&quot; is not among those given.</source>
        <translation>Der Flow „%1“ ist nicht unter den übergebenen.</translation>
    </message>
    <message>
        <source>The flow has no trigger &quot;%1&quot; to begin with; name one of its triggers, or none.</source>
        <translation>Der Flow hat keinen Auslöser „%1“, der ihn beginnt; bitte einen seiner Auslöser nennen oder keinen.</translation>
    </message>
    <message>
        <source>The backend is shutting down; start the run again in a moment.</source>
        <translation>Das Backend fährt herunter; bitte den Lauf gleich noch einmal starten.</translation>
    </message>
    <message>
        <source>Flows of others need the isolated evaluator, which this backend does not have; save the flow as your own to run it.</source>
        <translation>Flows anderer brauchen den abgeschirmten Auswerter, den dieses Backend nicht hat; als eigener gespeichert lässt sich der Flow ausführen.</translation>
    </message>
    <message>
        <source>The id &quot;%1&quot; cannot be given to a run; leave it out, or give a new one.</source>
        <translation>Die ID „%1“ kann kein Lauf bekommen; bitte weglassen oder eine neue geben.</translation>
    </message>
    <message>
        <source>The secret &quot;%1&quot; is not there.</source>
        <translation>Das Geheimnis „%1“ ist nicht da.</translation>
    </message>
    <message>
        <source>Nothing carries out &quot;%1&quot;.</source>
        <translation>Nichts kann „%1“ ausführen.</translation>
    </message>
    <message>
        <source>The step took longer than its timeout of %1.</source>
        <translation>Der Schritt dauerte länger als seine Zeitgrenze von %1.</translation>
    </message>
    <message>
        <source>There is no run &quot;%1&quot; in this workspace.</source>
        <translation>Den Lauf „%1“ gibt es in diesem Arbeitsbereich nicht.</translation>
    </message>
    <message>
        <source>The run &quot;%1&quot; has ended already.</source>
        <translation>Der Lauf „%1“ ist schon beendet.</translation>
    </message>
    <message>
        <source>The step &quot;%1&quot; is not in doubt; there is nothing to decide.</source>
        <translation>Der Schritt „%1“ ist nicht im Zweifel; es gibt nichts zu entscheiden.</translation>
    </message>
    <message>
        <source>A person decided that the interrupted step &quot;%1&quot; failed.</source>
        <translation>Ein Mensch hat entschieden, dass der unterbrochene Schritt „%1“ fehlgeschlagen ist.</translation>
    </message>
    <message>
        <source>The backend is shutting down; the run goes on when it starts again.</source>
        <translation>Das Backend fährt herunter; der Lauf geht weiter, wenn es wieder startet.</translation>
    </message>
    <message>
        <source>The flows that the run is pinned to cannot be read.</source>
        <translation>Die Flows, auf die der Lauf festgelegt ist, sind nicht lesbar.</translation>
    </message>
    <message>
        <source>The run&apos;s flow needs the isolated evaluator, which this backend does not have.</source>
        <translation>Der Flow des Laufs braucht den abgeschirmten Auswerter, den dieses Backend nicht hat.</translation>
    </message>
    <message>
        <source>The flow &quot;%1&quot; does not exist.</source>
        <translation>Den Flow „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>Flows call one another deeper than %1 levels.</source>
        <translation>Flows rufen einander tiefer als %1 Ebenen auf.</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; has the unknown type &quot;%2&quot;.</source>
        <translation>Der Knoten „%1“ hat den unbekannten Typ „%2“.</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; runs the flow &quot;%2&quot;, which does not exist.</source>
        <translation>Der Knoten „%1“ führt den Flow „%2“ aus, den es nicht gibt.</translation>
    </message>
    <message>
        <source>The run took more than %1 steps and was stopped; raise limits.steps if that is meant.</source>
        <translation>Der Lauf brauchte mehr als %1 Schritte und wurde angehalten; falls gewollt, limits.steps erhöhen.</translation>
    </message>
    <message>
        <source>The merge &quot;%1&quot; waits for all branches, but one was skipped; use mode any or collect.</source>
        <translation>Die Zusammenführung „%1“ wartet auf alle Zweige, aber einer wurde übersprungen; dafür gibt es die Modi any und collect.</translation>
    </message>
    <message>
        <source>In &quot;%1&quot;, &quot;%2&quot; %3 once its templates are resolved.</source>
        <translation>In „%1“: „%2“ %3, sobald die Vorlagen aufgelöst sind.</translation>
    </message>
    <message>
        <source>Flows call one another deeper than %1 levels; raise limits.depth if that is meant.</source>
        <translation>Flows rufen einander tiefer als %1 Ebenen auf; falls gewollt, limits.depth erhöhen.</translation>
    </message>
    <message>
        <source>&quot;items&quot; of &quot;%1&quot; is no array; give one, or wrap the value in [ ].</source>
        <translation>„items“ von „%1“ ist keine Liste; bitte eine geben oder den Wert in [ ] setzen.</translation>
    </message>
    <message>
        <source>The loop &quot;%1&quot; took %2 turns without an end; raise max, or set onMax to continue.</source>
        <translation>Die Schleife „%1“ kam nach %2 Durchgängen an kein Ende; bitte max erhöhen oder onMax auf continue setzen.</translation>
    </message>
    <message>
        <source>Item %1 of &quot;%2&quot;: %3</source>
        <translation>Element %1 von „%2“: %3</translation>
    </message>
    <message>
        <source>The expression reads a value of more than %1 MiB; use map or filter, which take large arrays in pieces.</source>
        <translation>Der Ausdruck liest einen Wert von mehr als %1 MiB; map und filter nehmen große Listen stückweise.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is larger than %2 MiB; name the part of it that is needed.</source>
        <translation>„%1“ ist größer als %2 MiB; bitte den Teil nennen, der gebraucht wird.</translation>
    </message>
    <message>
        <source>The value nests deeper than 256 levels, or holds itself.</source>
        <translation>Der Wert ist tiefer als 256 Ebenen verschachtelt oder enthält sich selbst.</translation>
    </message>
    <message>
        <source>The value is a function; call it, or give data.</source>
        <translation>Der Wert ist eine Funktion; bitte aufrufen oder Daten geben.</translation>
    </message>
    <message>
        <source>The value is of a kind that data cannot be.</source>
        <translation>Der Wert ist von einer Art, die Daten nicht haben können.</translation>
    </message>
    <message>
        <source>The value is larger than an expression may give; use map or filter for large data.</source>
        <translation>Der Wert ist größer, als ein Ausdruck liefern darf; für große Daten gibt es map und filter.</translation>
    </message>
    <message>
        <source>The expression is not known here.</source>
        <translation>Der Ausdruck ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>The isolated evaluator, which flows of others need, cannot be started: %1</source>
        <translation>Der abgeschirmte Auswerter, den Flows anderer brauchen, kann nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>It ended while it started.</source>
        <translation>Er endete beim Starten.</translation>
    </message>
    <message>
        <source>It does not answer.</source>
        <translation>Er antwortet nicht.</translation>
    </message>
    <message>
        <source>It took more memory than an expression may, and its evaluator was ended; work on less at a time.</source>
        <translation>Der Speicher reichte nicht: Ein Ausdruck darf weniger belegen, und sein Auswerter wurde beendet; bitte weniger auf einmal bearbeiten.</translation>
    </message>
    <message>
        <source>It took more processor time than an expression may, and its evaluator was ended.</source>
        <translation>Es brauchte mehr Prozessorzeit, als ein Ausdruck darf, und sein Auswerter wurde beendet.</translation>
    </message>
    <message>
        <source>Its evaluator %1; the next expression gets a new one.</source>
        <translation>Sein Auswerter %1; der nächste Ausdruck bekommt einen neuen.</translation>
    </message>
    <message>
        <source>Its evaluator gave an answer that makes no sense.</source>
        <translation>Sein Auswerter gab eine sinnlose Antwort.</translation>
    </message>
    <message>
        <source>It took longer than %1 ms and could only be stopped by ending its evaluator.</source>
        <translation>Es dauerte länger als %1 ms und ließ sich nur durch das Ende seines Auswerters anhalten.</translation>
    </message>
    <message>
        <source>Its evaluator gave more than it may.</source>
        <translation>Sein Auswerter lieferte mehr, als er darf.</translation>
    </message>
    <message>
        <source>It took more memory than an expression may; work on less at a time.</source>
        <translation>Es brauchte mehr Speicher, als ein Ausdruck darf; bitte weniger auf einmal bearbeiten.</translation>
    </message>
    <message>
        <source>It took longer than %1 ms and was stopped.</source>
        <translation>Es dauerte länger als %1 ms und wurde angehalten.</translation>
    </message>
    <message>
        <source>%1 is no duration; write a number and ms, s, m, h or d, such as &quot;30s&quot;, of at most 100 years.</source>
        <translation>%1 ist keine Dauer; sie besteht aus einer Zahl und ms, s, m, h oder d, etwa „30s“, und ist höchstens 100 Jahre lang.</translation>
    </message>
    <message>
        <source>%1: a node of the unknown type %2</source>
        <translation>%1: ein Knoten des unbekannten Typs %2</translation>
    </message>
    <message>
        <source>%1 %2 for each of %3</source>
        <translation>%1 %2 für jedes von %3</translation>
    </message>
    <message>
        <source>%1 for each of %2</source>
        <translation>%1 für jedes von %2</translation>
    </message>
    <message>
        <source>A semicolon ends a statement; an expression has none.</source>
        <translation>Ein Semikolon beendet eine Anweisung; ein Ausdruck hat keine.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; begins a statement; an expression has none.</source>
        <translation>„%1“ beginnt eine Anweisung; ein Ausdruck hat keine.</translation>
    </message>
    <message>
        <source>Two values stand side by side without an operator between them.</source>
        <translation>Zwei Werte stehen ohne Operator nebeneinander.</translation>
    </message>
    <message>
        <source>The expression ends after &quot;%1&quot;; something is missing behind it.</source>
        <translation>Der Ausdruck endet nach „%1“; dahinter fehlt etwas.</translation>
    </message>
    <message>
        <source>The expression is empty; write one, or remove it.</source>
        <translation>Der Ausdruck ist leer; bitte einen schreiben oder ihn entfernen.</translation>
    </message>
    <message>
        <source>&quot;${&quot; in a template literal is not closed.</source>
        <translation>„${“ in einem Vorlagentext wird nicht geschlossen.</translation>
    </message>
    <message>
        <source>The bracket &quot;%1&quot; is not closed.</source>
        <translation>Die Klammer „%1“ wird nicht geschlossen.</translation>
    </message>
    <message>
        <source>Brackets nest too deep; split the expression.</source>
        <translation>Die Klammern sind zu tief verschachtelt; bitte den Ausdruck aufteilen.</translation>
    </message>
    <message>
        <source>A comment is not closed.</source>
        <translation>Ein Kommentar wird nicht geschlossen.</translation>
    </message>
    <message>
        <source>A text in quotes is not closed.</source>
        <translation>Ein Text in Anführungszeichen wird nicht geschlossen.</translation>
    </message>
    <message>
        <source>A template literal is not closed.</source>
        <translation>Ein Vorlagentext wird nicht geschlossen.</translation>
    </message>
    <message>
        <source>A regular expression is not closed.</source>
        <translation>Ein regulärer Ausdruck wird nicht geschlossen.</translation>
    </message>
    <message>
        <source>The bracket &quot;%1&quot; closes nothing.</source>
        <translation>Die Klammer „%1“ schließt nichts.</translation>
    </message>
    <message>
        <source>A control character stands in the expression.</source>
        <translation>Im Ausdruck steht ein Steuerzeichen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no meaning in an expression.</source>
        <translation>„%1“ hat in einem Ausdruck keine Bedeutung.</translation>
    </message>
    <message>
        <source>%1 (line %2, column %3).</source>
        <translation>%1 (Zeile %2, Spalte %3).</translation>
    </message>
    <message>
        <source>A flow is an object, but this is %1.</source>
        <translation>Ein Flow ist ein Objekt, dies aber ist %1.</translation>
    </message>
    <message>
        <source>Write an object with &quot;nodes&quot; and &quot;edges&quot;.</source>
        <translation>Hierher gehört ein Objekt mit „nodes“ und „edges“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is %2, but must be %3.</source>
        <translation>„%1“ ist %2, muss aber %3 sein.</translation>
    </message>
    <message>
        <source>Write %1, or leave the key out.</source>
        <translation>Hierher gehört %1; oder den Schlüssel weglassen.</translation>
    </message>
    <message>
        <source>%1 has no &quot;%2&quot;.</source>
        <translation>%1 hat kein „%2“.</translation>
    </message>
    <message>
        <source>The flow has the format &quot;%1&quot;, which is newer than this version of Signalbox; it reads &quot;%2&quot;.</source>
        <translation>Der Flow hat das Format „%1“, das neuer ist als diese Version von Signalbox; sie liest „%2“.</translation>
    </message>
    <message>
        <source>The format %1 is not known; this version of Signalbox reads &quot;%2&quot;.</source>
        <translation>Das Format %1 ist nicht bekannt; diese Version von Signalbox liest „%2“.</translation>
    </message>
    <message>
        <source>Open it with a newer Signalbox, or save it there in the older format.</source>
        <translation>Bitte mit einem neueren Signalbox öffnen oder dort im älteren Format speichern.</translation>
    </message>
    <message>
        <source>Write &quot;format&quot;: &quot;%1&quot;, or import the file if another program wrote it.</source>
        <translation>Bitte &quot;format&quot;: „%1“ schreiben oder die Datei importieren, wenn ein anderes Programm sie geschrieben hat.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no duration.</source>
        <translation>„%1“ ist keine Dauer.</translation>
    </message>
    <message>
        <source>Write a number and ms, s, m, h or d, such as &quot;30s&quot;; at most 100 years.</source>
        <translation>Eine Dauer besteht aus einer Zahl und ms, s, m, h oder d, etwa „30s“; höchstens 100 Jahre.</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <translation>%1 von %2 bis %3</translation>
    </message>
    <message>
        <source>Add &quot;nodes&quot;, an array.</source>
        <translation>Hier fehlt „nodes“, eine Liste.</translation>
    </message>
    <message>
        <source>A node is an object, but this is %1.</source>
        <translation>Ein Knoten ist ein Objekt, dies aber ist %1.</translation>
    </message>
    <message>
        <source>Write an object with &quot;id&quot; and &quot;type&quot;.</source>
        <translation>Hierher gehört ein Objekt mit „id“ und „type“.</translation>
    </message>
    <message>
        <source>Give it an &quot;id&quot; that no other node has.</source>
        <translation>Bitte eine „id“ geben, die kein anderer Knoten hat.</translation>
    </message>
    <message>
        <source>Give it a &quot;type&quot;, such as &quot;transform&quot;.</source>
        <translation>Bitte einen „type“ geben, etwa „transform“.</translation>
    </message>
    <message>
        <source>An edge is an object, but this is %1.</source>
        <translation>Eine Verbindung ist ein Objekt, dies aber ist %1.</translation>
    </message>
    <message>
        <source>Write an object with &quot;from&quot; and &quot;to&quot;.</source>
        <translation>Hierher gehört ein Objekt mit „from“ und „to“.</translation>
    </message>
    <message>
        <source>Give it &quot;%1&quot;, the id of a node.</source>
        <translation>Bitte „%1“ angeben, die ID eines Knotens.</translation>
    </message>
    <message>
        <source>Flows stand more than %1 deep in one another.</source>
        <translation>Flows stehen mehr als %1 tief ineinander.</translation>
    </message>
    <message>
        <source>Move them to &quot;flows&quot; of the file.</source>
        <translation>Bitte in die „flows“ der Datei verschieben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a node type; use letters, digits, dots and dashes.</source>
        <translation>„%1“ ist kein Name eines Knotentyps; erlaubt sind Buchstaben, Ziffern, Punkte und Striche.</translation>
    </message>
    <message>
        <source>A node type &quot;%1&quot; is there already; give the new one another name.</source>
        <translation>Den Knotentyp „%1“ gibt es schon; bitte dem neuen einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%1&quot;?</source>
        <translation>Ist „%1“ gemeint?</translation>
    </message>
    <message>
        <source>&quot;{{&quot; is not closed by &quot;}}&quot;; close it, or write &quot;\{{&quot; for the braces themselves.</source>
        <translation>„{{“ wird nicht durch „}}“ geschlossen; bitte schließen, oder „\{{“ schreiben, wenn die Klammern selbst gemeint sind.</translation>
    </message>
    <message>
        <source>Flows stand inside of another flow&apos;s &quot;flows&quot;, where none can be called.</source>
        <translation>Flows stehen in den „flows“ eines anderen Flows, wo keiner aufgerufen werden kann.</translation>
    </message>
    <message>
        <source>Move them to &quot;flows&quot; of the file itself.</source>
        <translation>Bitte in die „flows“ der Datei selbst verschieben.</translation>
    </message>
    <message>
        <source>Mend the value; see the documentation of %1.</source>
        <translation>Bitte den Wert berichtigen; siehe die Dokumentation von %1.</translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation>Bitte ergänzen.</translation>
    </message>
    <message>
        <source>Remove it; see the documentation of %1.</source>
        <translation>Bitte entfernen; siehe die Dokumentation von %1.</translation>
    </message>
    <message>
        <source>See the documentation of %1.</source>
        <translation>Siehe die Dokumentation von %1.</translation>
    </message>
    <message>
        <source>Mend the expression.</source>
        <translation>Bitte den Ausdruck berichtigen.</translation>
    </message>
    <message>
        <source>This field of &quot;%1&quot; is an expression already.</source>
        <translation>Dieses Feld von „%1“ ist schon ein Ausdruck.</translation>
    </message>
    <message>
        <source>Write it without {{ and }}.</source>
        <translation>Bitte ohne {{ und }} schreiben.</translation>
    </message>
    <message>
        <source>The edge from &quot;%1&quot; to &quot;%2&quot; names the node &quot;%3&quot;, which does not exist.</source>
        <translation>Die Verbindung von „%1“ nach „%2“ nennt den Knoten „%3“, den es nicht gibt.</translation>
    </message>
    <message>
        <source>Add the node, or remove the edge.</source>
        <translation>Bitte den Knoten hinzufügen oder die Verbindung entfernen.</translation>
    </message>
    <message>
        <source>It has no %1 ports; remove the edge.</source>
        <translation>Er hat keinen %1; bitte die Verbindung entfernen.</translation>
    </message>
    <message>
        <source>Its %1 ports: %2.</source>
        <translation>Vorhanden (%1): %2.</translation>
    </message>
    <message>
        <source>Did you mean &quot;%1&quot;? %2</source>
        <translation>Ist „%1“ gemeint? %2</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; has no %2 port &quot;%3&quot;.</source>
        <translation>Der Knoten „%1“ hat keinen %2 „%3“.</translation>
    </message>
    <message>
        <source>An edge leads from &quot;%1&quot; into the trigger &quot;%2&quot;.</source>
        <translation>Eine Verbindung führt von „%1“ in den Auslöser „%2“.</translation>
    </message>
    <message>
        <source>Triggers begin a flow; remove the edge.</source>
        <translation>Auslöser beginnen einen Flow; bitte die Verbindung entfernen.</translation>
    </message>
    <message>
        <source>Two edges lead from &quot;%1&quot; to &quot;%2&quot; by the same ports: %3 and %4.</source>
        <translation>Zwei Verbindungen führen von „%1“ nach „%2“ über dieselben Anschlüsse: %3 und %4.</translation>
    </message>
    <message>
        <source>Remove one; join their conditions with || if both were meant.</source>
        <translation>Bitte eine entfernen; sind beide gemeint, ihre Bedingungen mit || verbinden.</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; waits for itself: %2.</source>
        <translation>Der Knoten „%1“ wartet auf sich selbst: %2.</translation>
    </message>
    <message>
        <source>These nodes wait for one another in a circle: %1.</source>
        <translation>Diese Knoten warten im Kreis aufeinander: %1.</translation>
    </message>
    <message>
        <source>Remove one of its edges, or use a loop node.</source>
        <translation>Bitte eine der Verbindungen entfernen oder eine Schleife verwenden.</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; has &quot;flow&quot; and &quot;body&quot;; only one of them can run.</source>
        <translation>Der Knoten „%1“ hat „flow“ und „body“; nur eines davon kann laufen.</translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation>Bitte eines davon entfernen.</translation>
    </message>
    <message>
        <source>Bodies stand more than %1 deep in one another.</source>
        <translation>Inhalte stehen mehr als %1 tief ineinander.</translation>
    </message>
    <message>
        <source>Move inner bodies into flows of their own.</source>
        <translation>Bitte innere Inhalte in eigene Flows verschieben.</translation>
    </message>
    <message>
        <source>Add it under &quot;flows&quot; of this file, or to the workspace.</source>
        <translation>Bitte unter „flows“ in dieser Datei oder im Arbeitsbereich hinzufügen.</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; has nothing to run.</source>
        <translation>Der Knoten „%1“ hat nichts auszuführen.</translation>
    </message>
    <message>
        <source>Give it &quot;flow&quot; (an id) or &quot;body&quot; (a flow).</source>
        <translation>Bitte „flow“ (eine ID) oder „body“ (einen Flow) angeben.</translation>
    </message>
    <message>
        <source>Flows call one another without end: %1.</source>
        <translation>Flows rufen einander ohne Ende auf: %1.</translation>
    </message>
    <message>
        <source>Take one of these calls out, or use a loop with a limit.</source>
        <translation>Bitte einen dieser Aufrufe herausnehmen oder eine Schleife mit einer Grenze verwenden.</translation>
    </message>
    <message>
        <source>Choose a type of the catalogue.</source>
        <translation>Bitte einen Typ aus dem Katalog wählen.</translation>
    </message>
    <message>
        <source>The id &quot;%1&quot; cannot be used.</source>
        <translation>Die ID „%1“ ist nicht zu gebrauchen.</translation>
    </message>
    <message>
        <source>Use 1 to 200 characters without / [ ] and control characters.</source>
        <translation>Erlaubt sind 1 bis 200 Zeichen ohne / [ ] und Steuerzeichen.</translation>
    </message>
    <message>
        <source>The id &quot;%1&quot; is used by %2 and again by %3.</source>
        <translation>Die ID „%1“ steht bei %2 und noch einmal bei %3.</translation>
    </message>
    <message>
        <source>Give one of them another id, and mend the edges that mean it.</source>
        <translation>Bitte einem davon eine andere ID geben und die Verbindungen berichtigen, die ihn meinen.</translation>
    </message>
    <message>
        <source>The flow has no nodes.</source>
        <translation>Der Flow hat keine Knoten.</translation>
    </message>
    <message>
        <source>Add a node.</source>
        <translation>Bitte einen Knoten hinzufügen.</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; has no incoming edge and the flow has a trigger, so it never runs.</source>
        <translation>Zum Knoten „%1“ führt keine Verbindung, und der Flow hat einen Auslöser; also läuft er nie.</translation>
    </message>
    <message>
        <source>Connect it, or remove it.</source>
        <translation>Bitte verbinden oder entfernen.</translation>
    </message>
    <message>
        <source>No trigger leads to the node &quot;%1&quot;, so it never runs.</source>
        <translation>Zum Knoten „%1“ führt kein Auslöser; also läuft er nie.</translation>
    </message>
    <message>
        <source>Connect what comes before it to a trigger.</source>
        <translation>Bitte das, was davor kommt, mit einem Auslöser verbinden.</translation>
    </message>
    <message>
        <source>The expression reads the node &quot;%1&quot;, which does not run before &quot;%2&quot;.</source>
        <translation>Der Ausdruck liest den Knoten „%1“, der nicht vor „%2“ läuft.</translation>
    </message>
    <message>
        <source>Read only nodes that lead to this one, or add an edge.</source>
        <translation>Lesbar sind nur Knoten, die hierher führen; oder eine Verbindung hinzufügen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no value here; it exists only %2.</source>
        <translation>„%1“ hat hier keinen Wert; es gibt ihn nur %2.</translation>
    </message>
    <message>
        <source>Use &quot;input&quot; instead, or move the expression.</source>
        <translation>Bitte stattdessen „input“ nehmen oder den Ausdruck verschieben.</translation>
    </message>
    <message>
        <source>The expression does not say which node it reads: &quot;nodes&quot; is not followed by an id.</source>
        <translation>Der Ausdruck sagt nicht, welchen Knoten er liest: Auf „nodes“ folgt keine ID.</translation>
    </message>
    <message>
        <source>Name the node: nodes.ID.output, or nodes[&apos;ID&apos;].output.</source>
        <translation>Bitte den Knoten nennen: nodes.ID.output oder nodes[&apos;ID&apos;].output.</translation>
    </message>
    <message>
        <source>The expression reads the node &quot;%1&quot;, which does not exist in this flow.</source>
        <translation>Der Ausdruck liest den Knoten „%1“, den es in diesem Flow nicht gibt.</translation>
    </message>
    <message>
        <source>Name a node that leads to this one.</source>
        <translation>Bitte einen Knoten nennen, der zu diesem führt.</translation>
    </message>
    <message>
        <source>Of a node only &quot;output&quot; can be read, not %1.</source>
        <translation>Von einem Knoten ist nur „output“ lesbar, nicht %1.</translation>
    </message>
    <message>
        <source>Write %1.output.%2.</source>
        <translation>Richtig wäre %1.output.%2.</translation>
    </message>
    <message>
        <source>Write %1.output.</source>
        <translation>Richtig wäre %1.output.</translation>
    </message>
    <message>
        <source>A secret may stand only in {{ }} in the configuration of a node that reaches outside.</source>
        <translation>Ein Geheimnis darf nur in {{ }} in der Konfiguration eines Knotens stehen, der nach außen wirkt.</translation>
    </message>
    <message>
        <source>Use it where it is sent, for instance in a header of http.request.</source>
        <translation>Bitte dort verwenden, wo es gesendet wird, etwa in einer Kopfzeile von http.request.</translation>
    </message>
    <message>
        <source>A secret is named as {{ secrets.NAME }} alone, without anything computed of it.</source>
        <translation>Ein Geheimnis steht allein, als {{ secrets.NAME }}, ohne dass daraus etwas berechnet wird.</translation>
    </message>
    <message>
        <source>Write the other parts outside of the braces: &quot;Bearer {{ secrets.NAME }}&quot;.</source>
        <translation>Alles andere gehört außerhalb der Klammern: „Bearer {{ secrets.NAME }}“.</translation>
    </message>
    <message>
        <source>The secret &quot;%1&quot; is not in this workspace.</source>
        <translation>Das Geheimnis „%1“ ist nicht in diesem Arbeitsbereich.</translation>
    </message>
    <message>
        <source>Add it: signalbox-cli secrets set %1</source>
        <translation>Hinzufügen: signalbox-cli secrets set %1</translation>
    </message>
    <message>
        <source>%1 references to nodes far ahead were not checked: the flow is too large for that.</source>
        <translation>%1 Verweise auf weit entfernte Knoten wurden nicht geprüft: Der Flow ist dafür zu groß.</translation>
    </message>
    <message>
        <source>Split the flow into subflows.</source>
        <translation>Bitte den Flow in Unterflows aufteilen.</translation>
    </message>
    <message>
        <source>The flow &quot;%1&quot; is the same as its version %2; change it before you publish it again.</source>
        <translation>Der Flow „%1“ gleicht seiner Version %2; bitte vor dem nächsten Veröffentlichen ändern.</translation>
    </message>
    <message>
        <source>The flow &quot;%1&quot; has no version %2; choose one that was published.</source>
        <translation>Der Flow „%1“ hat keine Version %2; bitte eine veröffentlichte wählen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no host, domain (&quot;*.lan&quot;), address or range (&quot;10.0.0.0/8&quot;).</source>
        <translation>„%1“ ist kein Rechner, keine Domäne („*.lan“), keine Adresse und kein Bereich („10.0.0.0/8“).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no IP address.</source>
        <translation>„%1“ ist keine IP-Adresse.</translation>
    </message>
    <message>
        <source>The socket address is no Internet address.</source>
        <translation>Die Adresse des Sockets ist keine Internetadresse.</translation>
    </message>
    <message>
        <source>The request has ended; its body is not read any more.</source>
        <translation>Die Anfrage ist beendet; ihr Inhalt wird nicht mehr gelesen.</translation>
    </message>
    <message>
        <source>The body of the request was given up before it was complete.</source>
        <translation>Der Inhalt der Anfrage wurde aufgegeben, bevor er vollständig war.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no HTTP method.</source>
        <translation>„%1“ ist keine HTTP-Methode.</translation>
    </message>
    <message>
        <source>The header &quot;%1&quot; has a name or a value that cannot be sent; line breaks are not allowed.</source>
        <translation>Die Kopfzeile „%1“ hat einen Namen oder einen Wert, der nicht gesendet werden kann; Zeilenumbrüche sind nicht erlaubt.</translation>
    </message>
    <message>
        <source>The header &quot;%1&quot; follows from the body and cannot be given; leave it out.</source>
        <translation>Die Kopfzeile „%1“ ergibt sich aus dem Inhalt und kann nicht vorgegeben werden; bitte weglassen.</translation>
    </message>
    <message>
        <source>%1 leads from https to http; it is not followed.</source>
        <translation>%1 führt von https zu http; dem wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>%1 wants the request again elsewhere, but its body was streamed.</source>
        <translation>%1 will die Anfrage anderswo noch einmal, aber ihr Inhalt wurde gestreamt.</translation>
    </message>
    <message>
        <source>%1 redirects more than %2 times.</source>
        <translation>%1 leitet mehr als %2-mal weiter.</translation>
    </message>
    <message>
        <source>The server answered with status %1.</source>
        <translation>Der Server hat mit Status %1 geantwortet.</translation>
    </message>
    <message>
        <source>The request could not be started.</source>
        <translation>Die Anfrage konnte nicht begonnen werden.</translation>
    </message>
    <message>
        <source>%1 of %2 is larger than %3 bytes; raise the limit, or stream it.</source>
        <translation>%1 von %2 ist größer als %3 Bytes; bitte die Grenze erhöhen oder streamen.</translation>
    </message>
    <message>
        <source>%1 %2 in time; try again later, or allow it more time.</source>
        <translation>%1 %2; bitte später erneut versuchen oder mehr Zeit geben.</translation>
    </message>
    <message>
        <source>%1 leads to %2, which is not a public address; allow it for this workspace if that is meant.</source>
        <translation>%1 führt zu %2, und das ist keine öffentliche Adresse; falls gewollt, für diesen Arbeitsbereich erlauben.</translation>
    </message>
    <message>
        <source>The proxy for %1 is away or refused: %2.</source>
        <translation>Der Proxy für %1 ist nicht da oder hat abgelehnt: %2.</translation>
    </message>
    <message>
        <source>No address was found for the host of %1; check the name and the network.</source>
        <translation>Für den Rechner von %1 wurde keine Adresse gefunden; bitte den Namen und das Netz prüfen.</translation>
    </message>
    <message>
        <source>No connection to %1: %2.</source>
        <translation>Keine Verbindung zu %1: %2.</translation>
    </message>
    <message>
        <source>No trusted connection to %1: %2.</source>
        <translation>Keine vertrauenswürdige Verbindung zu %1: %2.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before the answer did; whether the request was carried out is not known.</source>
        <translation>Die Verbindung zu %1 endete vor der Antwort; ob die Anfrage ausgeführt wurde, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before the answer did; try again.</source>
        <translation>Die Verbindung zu %1 endete vor der Antwort; bitte erneut versuchen.</translation>
    </message>
    <message>
        <source>%1 did not answer as HTTP is spoken: %2.</source>
        <translation>%1 hat nicht so geantwortet, wie HTTP es verlangt: %2.</translation>
    </message>
    <message>
        <source>The body of the request was not completed.</source>
        <translation>Der Inhalt der Anfrage wurde nicht vollständig.</translation>
    </message>
    <message>
        <source>The address &quot;%1&quot; cannot be requested: %2. Give a full http:// or https:// URL.</source>
        <translation>Die Adresse „%1“ kann nicht aufgerufen werden: %2. Nötig ist eine ganze URL mit http:// oder https://.</translation>
    </message>
    <message>
        <source>The server redirects to an address that cannot be requested; ask its operator.</source>
        <translation>Der Server leitet zu einer Adresse weiter, die nicht aufgerufen werden kann; bitte bei seinem Betreiber nachfragen.</translation>
    </message>
    <message>
        <source>The proxy &quot;%1&quot; cannot be used; give it as http://host:port or socks5h://host:port.</source>
        <translation>Der Proxy „%1“ ist nicht zu gebrauchen; er sieht aus wie http://host:port oder socks5h://host:port.</translation>
    </message>
    <message>
        <source>Line %1 of &quot;%2&quot; %3.</source>
        <translation>Zeile %1 von „%2“ %3.</translation>
    </message>
    <message>
        <source>The path &quot;%1&quot; %2; use a path below the data folder, without &quot;..&quot;.</source>
        <translation>Der Pfad „%1“ %2; bitte einen Pfad unterhalb des Datenordners nehmen, ohne „..“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no regular file; name a file.</source>
        <translation>„%1“ ist keine gewöhnliche Datei; bitte eine Datei nennen.</translation>
    </message>
    <message>
        <source>%1 does not exist; check the path.</source>
        <translation>%1 gibt es nicht; bitte den Pfad prüfen.</translation>
    </message>
    <message>
        <source>%1 leads through something that is no folder; check the path.</source>
        <translation>%1 führt durch etwas, das kein Ordner ist; bitte den Pfad prüfen.</translation>
    </message>
    <message>
        <source>%1 leads over a symbolic link, which file nodes do not follow; use the real path.</source>
        <translation>%1 führt über einen symbolischen Link, dem Dateiknoten nicht folgen; bitte den wirklichen Pfad nehmen.</translation>
    </message>
    <message>
        <source>Access to %1 is denied; check its permissions.</source>
        <translation>Der Zugriff auf %1 wird verweigert; bitte die Rechte prüfen.</translation>
    </message>
    <message>
        <source>The disk is full: %1 was not written; free some space and run the step again.</source>
        <translation>Der Datenträger ist voll: %1 wurde nicht geschrieben; bitte Platz schaffen und den Schritt erneut ausführen.</translation>
    </message>
    <message>
        <source>The system has no free file handle for %1; try again later.</source>
        <translation>Das System kann %1 nicht öffnen, weil zu viele Dateien offen sind; bitte später erneut versuchen.</translation>
    </message>
    <message>
        <source>Access to %1 failed: %2.</source>
        <translation>Der Zugriff auf %1 ist fehlgeschlagen: %2.</translation>
    </message>
    <message>
        <source>The path is empty or holds a NUL character; give the path of a file.</source>
        <translation>Der Pfad ist leer oder enthält ein NUL-Zeichen; bitte den Pfad einer Datei angeben.</translation>
    </message>
    <message>
        <source>The path has more than %1 parts; give a shorter one.</source>
        <translation>Der Pfad hat mehr als %1 Teile; bitte einen kürzeren angeben.</translation>
    </message>
    <message>
        <source>The run has no data folder, so the path &quot;%1&quot; leads nowhere; start it with one.</source>
        <translation>Der Lauf hat keinen Datenordner, also führt der Pfad „%1“ nirgendwohin; bitte mit einem starten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has %2 bytes and the limit is %3; raise `maxBytes`, or split the file.</source>
        <translation>„%1“ hat %2 Bytes, und die Grenze ist %3; bitte `maxBytes` erhöhen oder die Datei aufteilen.</translation>
    </message>
    <message>
        <source>The text is no Base64; encode the bytes as in RFC 4648, without line breaks.</source>
        <translation>Der Text ist kein Base64; die Bytes werden nach RFC 4648 kodiert, ohne Zeilenumbrüche.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no valid JSON: %2</source>
        <translation>„%1“ ist kein gültiges JSON: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not UTF-8 text; convert it, or read it with `parse: bytes`.</source>
        <translation>„%1“ ist kein Text in UTF-8; bitte umwandeln oder mit `parse: bytes` lesen.</translation>
    </message>
    <message>
        <source>The files of &quot;%1&quot; that match have more than %2 bytes together; use a narrower pattern.</source>
        <translation>Die passenden Dateien von „%1“ haben zusammen mehr als %2 Bytes; bitte ein engeres Muster nehmen.</translation>
    </message>
    <message>
        <source>The separator of &quot;%1&quot; must be one ASCII character, such as &quot;,&quot; or &quot;;&quot;.</source>
        <translation>Das Trennzeichen von „%1“ muss ein einzelnes ASCII-Zeichen sein, etwa „,“ oder „;“.</translation>
    </message>
    <message>
        <source>`%1` has a meaning with `parse: csv` only.</source>
        <translation>`%1` hat nur mit `parse: csv` eine Bedeutung.</translation>
    </message>
    <message>
        <source>Give what to write: `text`, `json` or `base64`.</source>
        <translation>Es fehlt, was geschrieben wird: `text`, `json` oder `base64`.</translation>
    </message>
    <message>
        <source>Give only one of `text`, `json` and `base64`.</source>
        <translation>Bitte nur eines von `text`, `json` und `base64` angeben.</translation>
    </message>
    <message>
        <source>Node &quot;%1&quot; filters an array, but its items are %2; point `items` at an array.</source>
        <translation>Der Knoten „%1“ filtert eine Liste, seine Elemente sind aber: %2; `items` muss auf eine Liste zeigen.</translation>
    </message>
    <message>
        <source>`items` must be an array, or a template that gives one, such as &quot;{{ input.results }}&quot;.</source>
        <translation>`items` muss eine Liste sein oder eine Vorlage, die eine liefert, etwa „{{ input.results }}“.</translation>
    </message>
    <message>
        <source>More than %1 files match in &quot;%2&quot;; use a narrower pattern.</source>
        <translation>Mehr als %1 Dateien in „%2“ passen; bitte ein engeres Muster nehmen.</translation>
    </message>
    <message>
        <source>Folders in &quot;%1&quot; are nested more than %2 deep; search a smaller one.</source>
        <translation>Die Ordner in „%1“ sind mehr als %2 tief verschachtelt; bitte in einem kleineren suchen.</translation>
    </message>
    <message>
        <source>The pattern &quot;%1&quot; has an empty part, &quot;.&quot; or &quot;..&quot;; write it like &quot;*.json&quot; or &quot;**/*.csv&quot;.</source>
        <translation>Das Muster „%1“ hat einen leeren Teil, „.“ oder „..“; es sieht aus wie „*.json“ oder „**/*.csv“.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; holds an array in an array; use texts or numbers.</source>
        <translation>Das Feld „%1“ enthält eine Liste in einer Liste; erlaubt sind Texte und Zahlen.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; is an object; use a text, a number, true, false or an array of them.</source>
        <translation>Das Feld „%1“ ist ein Objekt; erlaubt sind ein Text, eine Zahl, true, false oder eine Liste davon.</translation>
    </message>
    <message>
        <source>A form&apos;s body must be an object of its fields.</source>
        <translation>Der Inhalt eines Formulars muss ein Objekt mit seinen Feldern sein.</translation>
    </message>
    <message>
        <source>The answer of %1 is no JSON; set `parse` to &quot;text&quot; to see it as it is.</source>
        <translation>Die Antwort von %1 ist kein JSON; mit `parse` auf „text“ ist sie zu sehen, wie sie ist.</translation>
    </message>
    <message>
        <source>The answer of %1 is not UTF-8 text; set `parse` to &quot;bytes&quot; to get it in Base64.</source>
        <translation>Die Antwort von %1 ist kein Text in UTF-8; mit `parse` auf „bytes“ kommt sie in Base64.</translation>
    </message>
    <message>
        <source>A user name for Basic sign-in cannot hold a colon; check `auth.username`.</source>
        <translation>Ein Benutzername für die Anmeldung mit Basic darf keinen Doppelpunkt enthalten; bitte `auth.username` prüfen.</translation>
    </message>
    <message>
        <source>A %1 request carries no body; use `query`, or another method.</source>
        <translation>Eine Anfrage mit %1 hat keinen Inhalt; bitte `query` oder eine andere Methode nehmen.</translation>
    </message>
    <message>
        <source>`bodyType` says how to send a `body`, but there is none.</source>
        <translation>`bodyType` sagt, wie `body` gesendet wird, aber es gibt keinen.</translation>
    </message>
    <message>
        <source>Sign-in of the kind %1 needs `%2`.</source>
        <translation>Eine Anmeldung der Art %1 braucht `%2`.</translation>
    </message>
    <message>
        <source>Sign-in of the kind %1 has no `%2`.</source>
        <translation>Eine Anmeldung der Art %1 hat kein `%2`.</translation>
    </message>
    <message>
        <source>Give either `%1` or `%2`, not both.</source>
        <translation>Bitte entweder `%1` oder `%2` angeben, nicht beide.</translation>
    </message>
    <message>
        <source>Give `%1` or `%2`.</source>
        <translation>Bitte `%1` oder `%2` angeben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no duration; write for example &quot;250ms&quot;, &quot;30s&quot;, &quot;5m&quot;, &quot;2h&quot; or &quot;1d&quot;.</source>
        <translation>„%1“ ist keine Dauer; sie sieht aus wie „250ms“, „30s“, „5m“, „2h“ oder „1d“.</translation>
    </message>
    <message>
        <source>The port &quot;%1&quot; exists on every switch; give the case another name.</source>
        <translation>Den Anschluss „%1“ hat jede Verzweigung; bitte dem Fall einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>Two cases leave by the port &quot;%1&quot;; join their expressions with ||.</source>
        <translation>Zwei Fälle gehen durch den Anschluss „%1“; bitte ihre Ausdrücke mit || verbinden.</translation>
    </message>
    <message>
        <source>Node &quot;%1&quot; sets fields of its input, but that is %2; set `replace` to drop the input, or use `expression`.</source>
        <translation>Der Knoten „%1“ setzt Felder seiner Eingabe, diese ist aber: %2; mit `replace` entfällt die Eingabe, oder `expression` verwenden.</translation>
    </message>
    <message>
        <source>`replace` belongs to `set`; an expression&apos;s value always replaces the input.</source>
        <translation>`replace` gehört zu `set`; der Wert eines Ausdrucks ersetzt die Eingabe immer.</translation>
    </message>
    <message>
        <source>The database %1 is damaged: %2. Nothing was changed. Move it away and restore a backup of it; none was found in %3.</source>
        <translation>Die Datenbank %1 ist beschädigt: %2. Nichts wurde geändert. Bitte beiseitelegen und eine Sicherung wiederherstellen; in %3 wurde keine gefunden.</translation>
    </message>
    <message>
        <source>The database %1 is damaged: %2. Nothing was changed. Move it away and put its last backup, %3, in its place.</source>
        <translation>Die Datenbank %1 ist beschädigt: %2. Nichts wurde geändert. Bitte beiseitelegen und ihre letzte Sicherung, %3, an ihre Stelle setzen.</translation>
    </message>
    <message>
        <source>There is no room left for %1. Free some space and try again.</source>
        <translation>Für %1 ist kein Platz mehr. Bitte Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>%1 could not be %2 (%3). Check the disk and the folder&apos;s permissions.</source>
        <translation>%1 konnte nicht %2 werden (%3). Bitte den Datenträger und die Rechte des Ordners prüfen.</translation>
    </message>
    <message>
        <source>The database %1 could not be brought to version %2 (%3). It is as it was before. Use the version of Signalbox that made it, and report this.</source>
        <translation>Die Datenbank %1 konnte nicht auf Version %2 gebracht werden (%3). Sie ist wie zuvor. Bitte die Version von Signalbox nehmen, die sie angelegt hat, und dies melden.</translation>
    </message>
    <message>
        <source>There is a file %1 already. Choose another name for the backup.</source>
        <translation>Eine Datei %1 gibt es schon. Bitte einen anderen Namen für die Sicherung wählen.</translation>
    </message>
    <message>
        <source>The database %1 was made by a newer Signalbox (its version is %2, this program knows up to %3). Nothing was changed. Install the newer version to use it.</source>
        <translation>Die Datenbank %1 stammt von einem neueren Signalbox (ihre Version ist %2, dieses Programm kennt bis %3). Nichts wurde geändert. Zum Benutzen bitte die neuere Version installieren.</translation>
    </message>
    <message>
        <source>This is not a reference to a stored payload.</source>
        <translation>Dies ist kein Verweis auf abgelegte Nutzdaten.</translation>
    </message>
    <message>
        <source>The payload %1 is not there any more. Restore it from a backup of the data folder.</source>
        <translation>Die Nutzdaten %1 sind nicht mehr da. Bitte aus einer Sicherung des Datenordners wiederherstellen.</translation>
    </message>
    <message>
        <source>The payload %1 is not what was stored. Restore it from a backup of the data folder.</source>
        <translation>Die Nutzdaten %1 sind nicht, was abgelegt wurde. Bitte aus einer Sicherung des Datenordners wiederherstellen.</translation>
    </message>
    <message>
        <source>The database %1 is damaged (%2). Nothing was changed. Keep a copy of it and restore the last backup.</source>
        <translation>Die Datenbank %1 ist beschädigt (%2). Nichts wurde geändert. Bitte eine Kopie davon behalten und die letzte Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>There is no room left for the database %1. Nothing of this change was written. Free some space and try again.</source>
        <translation>Für die Datenbank %1 ist kein Platz mehr. Von dieser Änderung wurde nichts geschrieben. Bitte Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The database %1 could not be read or written (%2: %3). Nothing of this change was written. Check the disk and the folder&apos;s permissions.</source>
        <translation>Die Datenbank %1 konnte nicht gelesen oder geschrieben werden (%2: %3). Von dieser Änderung wurde nichts geschrieben. Bitte den Datenträger und die Rechte des Ordners prüfen.</translation>
    </message>
    <message>
        <source>The database %1 could not be read or written (%2). Nothing of this change was written. Check the disk and the folder&apos;s permissions.</source>
        <translation>Die Datenbank %1 konnte nicht gelesen oder geschrieben werden (%2). Von dieser Änderung wurde nichts geschrieben. Bitte den Datenträger und die Rechte des Ordners prüfen.</translation>
    </message>
    <message>
        <source>The database %1 is held by another process. End it, or connect to it instead.</source>
        <translation>Die Datenbank %1 gehört einem anderen Prozess. Bitte diesen beenden oder sich mit ihm verbinden.</translation>
    </message>
    <message>
        <source>The change contradicts what is stored: %1.</source>
        <translation>Die Änderung widerspricht dem, was abgelegt ist: %1.</translation>
    </message>
    <message>
        <source>A value is too large for the database %1.</source>
        <translation>Ein Wert ist zu groß für die Datenbank %1.</translation>
    </message>
    <message>
        <source>There is not enough memory for the database %1.</source>
        <translation>Für die Datenbank %1 reicht der Arbeitsspeicher nicht.</translation>
    </message>
    <message>
        <source>The database %1 refused a statement: %2.</source>
        <translation>Die Datenbank %1 hat eine Anweisung abgelehnt: %2.</translation>
    </message>
    <message>
        <source>There is no conversation %1.</source>
        <translation>Die Unterhaltung %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>The conversation %1 has no turn %2.</source>
        <translation>Die Unterhaltung %1 hat keinen Beitrag %2.</translation>
    </message>
    <message>
        <source>The conversation %1 has no message %2.</source>
        <translation>Die Unterhaltung %1 hat keine Nachricht %2.</translation>
    </message>
    <message>
        <source>The conversation was changed somewhere else in the meantime. Look at it again.</source>
        <translation>Die Unterhaltung wurde inzwischen anderswo geändert. Bitte noch einmal ansehen.</translation>
    </message>
    <message>
        <source>Events after number %1 are not kept any more; the first that is kept is %2. Read the state again, then follow from the newest event.</source>
        <translation>Ereignisse nach Nummer %1 werden nicht mehr aufbewahrt; das erste vorhandene ist %2. Bitte den Stand neu lesen und dann vom neuesten Ereignis an folgen.</translation>
    </message>
    <message>
        <source>There is no flow %1 in this workspace. List the flows to see which there are.</source>
        <translation>Den Flow %1 gibt es in diesem Arbeitsbereich nicht. Die Liste der Flows zeigt die vorhandenen.</translation>
    </message>
    <message>
        <source>The flow %1 has no version %2.</source>
        <translation>Der Flow %1 hat keine Version %2.</translation>
    </message>
    <message>
        <source>The flow %1 was changed by somebody else in the meantime. Take the current one, repeat the change on it and save again.</source>
        <translation>Der Flow %1 wurde inzwischen von jemand anderem geändert. Bitte den jetzigen Stand nehmen, die Änderung daran wiederholen und erneut speichern.</translation>
    </message>
    <message>
        <source>There is no run %1 in this workspace. List the runs to see which there are.</source>
        <translation>Den Lauf %1 gibt es in diesem Arbeitsbereich nicht. Die Liste der Läufe zeigt die vorhandenen.</translation>
    </message>
    <message>
        <source>There is no such run.</source>
        <translation>Diesen Lauf gibt es nicht.</translation>
    </message>
    <message>
        <source>The run %1 was taken over by another owner. Nothing was written; stop working on it.</source>
        <translation>Der Lauf %1 wurde von einem anderen Besitzer übernommen. Nichts wurde geschrieben; bitte nicht daran weiterarbeiten.</translation>
    </message>
    <message>
        <source>There is no such run in this workspace.</source>
        <translation>Diesen Lauf gibt es in diesem Arbeitsbereich nicht.</translation>
    </message>
    <message>
        <source>The run&apos;s key is out of range.</source>
        <translation>Der Schlüssel des Laufs liegt außerhalb des Bereichs.</translation>
    </message>
    <message>
        <source>There is no such step of the run %1.</source>
        <translation>Diesen Schritt des Laufs %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no secret %1 in this workspace. List the secrets to see which there are.</source>
        <translation>Das Geheimnis %1 gibt es in diesem Arbeitsbereich nicht. Die Liste der Geheimnisse zeigt die vorhandenen.</translation>
    </message>
    <message>
        <source>The secret %1 was changed in the meantime. Try again.</source>
        <translation>Das Geheimnis %1 wurde inzwischen geändert. Bitte erneut versuchen.</translation>
    </message>
    <message>
        <source>There is no token %1 in this workspace.</source>
        <translation>Das Token %1 gibt es in diesem Arbeitsbereich nicht.</translation>
    </message>
    <message>
        <source>The backend is shutting down; try again in a moment.</source>
        <translation>Das Backend fährt herunter; bitte gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The other end of the channel has gone.</source>
        <translation>Das andere Ende des Kanals ist fort.</translation>
    </message>
    <message>
        <source>The other end of the local socket has gone.</source>
        <translation>Das andere Ende des lokalen Sockets ist fort.</translation>
    </message>
    <message>
        <source>Nobody answers at the local socket &quot;%1&quot;: %2.</source>
        <translation>Am lokalen Socket „%1“ antwortet niemand: %2.</translation>
    </message>
    <message>
        <source>The path of the local socket, &quot;%1&quot;, is longer than the system takes; name a data folder with a shorter path by --data.</source>
        <translation>Der Pfad des lokalen Sockets, „%1“, ist länger, als das System zulässt; bitte mit --data einen Datenordner mit kürzerem Pfad nennen.</translation>
    </message>
    <message>
        <source>The local socket &quot;%1&quot; cannot be opened: %2.</source>
        <translation>Der lokale Socket „%1“ kann nicht geöffnet werden: %2.</translation>
    </message>
    <message>
        <source>The backend has ended.</source>
        <translation>Das Backend ist beendet.</translation>
    </message>
    <message>
        <source>Nobody signed in on this channel in time.</source>
        <translation>Auf diesem Kanal hat sich niemand rechtzeitig angemeldet.</translation>
    </message>
    <message>
        <source>A channel has at most %1 subscriptions; end one first.</source>
        <translation>Ein Kanal hat höchstens %1 Abonnements; bitte zuerst eines beenden.</translation>
    </message>
    <message>
        <source>There is no subscription &quot;%1&quot; on this channel.</source>
        <translation>Das Abonnement „%1“ gibt es auf diesem Kanal nicht.</translation>
    </message>
    <message>
        <source>This channel is signed in already.</source>
        <translation>Dieser Kanal ist schon angemeldet.</translation>
    </message>
    <message>
        <source>This channel has %1 calls under way; wait for an answer.</source>
        <translation>Auf diesem Kanal sind %1 Aufrufe unterwegs; bitte auf eine Antwort warten.</translation>
    </message>
    <message>
        <source>A call with this id is under way.</source>
        <translation>Ein Aufruf mit dieser ID ist unterwegs.</translation>
    </message>
    <message>
        <source>Sign in first: session.authenticate with a token or a ticket.</source>
        <translation>Bitte zuerst anmelden: session.authenticate mit einem Token oder einem Ticket.</translation>
    </message>
    <message>
        <source>The answer of %1</source>
        <translation>Die Antwort von %1</translation>
    </message>
    <message>
        <source>A message is no JSON: %1</source>
        <translation>Eine Nachricht ist kein JSON: %1</translation>
    </message>
    <message>
        <source>The connection to the backend has ended.</source>
        <translation>Die Verbindung zum Backend ist beendet.</translation>
    </message>
    <message>
        <source>The connection to the backend has ended: %1</source>
        <translation>Die Verbindung zum Backend ist beendet: %1</translation>
    </message>
    <message>
        <source>The backend at &quot;%1&quot; does not accept the token. Name a good one by --token-file or SIGNALBOX_TOKEN.</source>
        <translation>Das Backend unter „%1“ nimmt das Token nicht an. Ein gültiges lässt sich mit --token-file oder SIGNALBOX_TOKEN nennen.</translation>
    </message>
    <message>
        <source>The backend at &quot;%1&quot; refuses this address: %2.</source>
        <translation>Das Backend unter „%1“ lehnt diese Adresse ab: %2.</translation>
    </message>
    <message>
        <source>The backend at &quot;%1&quot; cannot be reached: %2. Is it running, and is the address right?</source>
        <translation>Das Backend unter „%1“ ist nicht zu erreichen: %2. Läuft es, und stimmt die Adresse?</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address of a backend; it looks like ws://host:port, without user, password or query.</source>
        <translation>„%1“ ist keine Adresse eines Backends; sie sieht aus wie ws://host:port, ohne Benutzer, Passwort und Abfrage.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; would send the token unencrypted over the network; use wss://.</source>
        <translation>„%1“ würde das Token unverschlüsselt durch das Netz senden; bitte wss:// nehmen.</translation>
    </message>
    <message>
        <source>The WebSocket has ended: %1.</source>
        <translation>Der WebSocket ist beendet: %1.</translation>
    </message>
    <message>
        <source>The message is no JSON: %1</source>
        <translation>Die Nachricht ist kein JSON: %1</translation>
    </message>
    <message>
        <source>The backend has ended this channel.</source>
        <translation>Das Backend hat diesen Kanal beendet.</translation>
    </message>
    <message>
        <source>The key file %1 could not be %2 (%3). Check the disk and its permissions.</source>
        <translation>Die Schlüsseldatei %1 konnte nicht %2 werden (%3). Bitte den Datenträger und ihre Rechte prüfen.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain refused (%1). Unlock it and try again, or keep the key in a file.</source>
        <translation>Der Schlüsselbund des Systems hat abgelehnt (%1). Bitte entsperren und erneut versuchen oder den Schlüssel in einer Datei halten.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain did not answer within a minute. Unlock it and try again.</source>
        <translation>Der Schlüsselbund des Systems hat eine Minute lang nicht geantwortet. Bitte entsperren und erneut versuchen.</translation>
    </message>
    <message>
        <source>There is no keychain in this session.</source>
        <translation>In dieser Sitzung gibt es keinen Schlüsselbund.</translation>
    </message>
    <message>
        <source>The key in %1 cannot be read: it is not a key of Signalbox, or it was changed. The stored secrets are untouched. Put the right key back from a backup.</source>
        <translation>Der Schlüssel in %1 ist nicht lesbar: Er ist kein Schlüssel von Signalbox oder wurde verändert. Die abgelegten Geheimnisse sind unberührt. Bitte den richtigen Schlüssel aus einer Sicherung zurücklegen.</translation>
    </message>
    <message>
        <source>The stored secret %1 was damaged. Enter its value again, or restore a backup.</source>
        <translation>Das abgelegte Geheimnis %1 ist beschädigt. Bitte seinen Wert neu eingeben oder eine Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>A secret&apos;s name consists of letters, digits, &apos;_&apos;, &apos;-&apos; and &apos;.&apos;, at most 128, and begins with a letter or &apos;_&apos;.</source>
        <translation>Der Name eines Geheimnisses besteht aus höchstens 128 Buchstaben, Ziffern, „_“, „-“ und „.“ und beginnt mit einem Buchstaben oder „_“.</translation>
    </message>
    <message>
        <source>The master key is missing from %1, so the secret %2 cannot be opened. It is stored unharmed. Put the key back from a backup; or, if it is lost for good, remove the secrets and enter them anew.</source>
        <translation>Der Hauptschlüssel fehlt in %1, deshalb lässt sich das Geheimnis %2 nicht öffnen. Es liegt unversehrt da. Bitte den Schlüssel aus einer Sicherung zurücklegen; ist er endgültig verloren, die Geheimnisse entfernen und neu eingeben.</translation>
    </message>
    <message>
        <source>The secret %1 was sealed with another master key than the one in %2. It is stored unharmed. Put the former key back from a backup; or, if it is lost for good, remove the secret and enter it anew.</source>
        <translation>Das Geheimnis %1 ist mit einem anderen Hauptschlüssel versiegelt als dem in %2. Es liegt unversehrt da. Bitte den früheren Schlüssel aus einer Sicherung zurücklegen; ist er endgültig verloren, das Geheimnis entfernen und neu eingeben.</translation>
    </message>
    <message>
        <source>The value of the secret %1 is over 64 KiB. Keep it in a file instead.</source>
        <translation>Der Wert des Geheimnisses %1 hat mehr als 64 KiB. Er gehört in eine Datei.</translation>
    </message>
    <message>
        <source>There is no secret %1 in this workspace. Add it, or mend the name in the flow.</source>
        <translation>Das Geheimnis %1 gibt es in diesem Arbeitsbereich nicht. Bitte hinzufügen oder den Namen im Flow berichtigen.</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>an array</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a JSON Schema</source>
        <translation>ein JSON Schema</translation>
    </message>
    <message>
        <source>a duration such as &quot;30s&quot;</source>
        <translation>eine Dauer wie „30s“</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>The value</source>
        <translation>Der Wert</translation>
    </message>
    <message>
        <source>The flow</source>
        <translation>Der Flow</translation>
    </message>
    <message>
        <source>A node</source>
        <translation>Ein Knoten</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot;</source>
        <translation>Der Knoten „%1“</translation>
    </message>
    <message>
        <source>An edge</source>
        <translation>Eine Verbindung</translation>
    </message>
    <message>
        <source>this flow</source>
        <translation>dieser Flow</translation>
    </message>
    <message>
        <source>it %1</source>
        <translation>sie %1</translation>
    </message>
    <message>
        <source>may not be here</source>
        <translation>darf hier nicht stehen</translation>
    </message>
    <message>
        <source>nests too deep for its schema</source>
        <translation>ist für das Schema zu tief verschachtelt</translation>
    </message>
    <message>
        <source>must be %1, but is %2</source>
        <translation>muss %1 sein, ist aber %2</translation>
    </message>
    <message>
        <source>must be one of %1</source>
        <translation>muss eines hiervon sein: %1</translation>
    </message>
    <message>
        <source>must be %1</source>
        <translation>muss %1 sein</translation>
    </message>
    <message>
        <source>must be at least %1</source>
        <translation>muss mindestens %1 sein</translation>
    </message>
    <message>
        <source>must be at most %1</source>
        <translation>darf höchstens %1 sein</translation>
    </message>
    <message>
        <source>must be more than %1</source>
        <translation>muss größer als %1 sein</translation>
    </message>
    <message>
        <source>must be less than %1</source>
        <translation>muss kleiner als %1 sein</translation>
    </message>
    <message>
        <source>must be a multiple of %1</source>
        <translation>muss ein Vielfaches von %1 sein</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>darf nicht leer sein</translation>
    </message>
    <message>
        <source>must have at least %1 characters</source>
        <translation>muss mindestens %1 Zeichen haben</translation>
    </message>
    <message>
        <source>must have at most %1 characters</source>
        <translation>darf höchstens %1 Zeichen haben</translation>
    </message>
    <message>
        <source>must match the pattern %1</source>
        <translation>muss zum Muster %1 passen</translation>
    </message>
    <message>
        <source>takes too long to match the pattern %1</source>
        <translation>braucht für das Muster %1 zu lange</translation>
    </message>
    <message>
        <source>fits none of the allowed forms</source>
        <translation>hat keine der erlaubten Formen</translation>
    </message>
    <message>
        <source>fits more than one of the allowed forms</source>
        <translation>hat mehr als eine der erlaubten Formen</translation>
    </message>
    <message>
        <source>has a form that is not allowed</source>
        <translation>hat eine Form, die nicht erlaubt ist</translation>
    </message>
    <message>
        <source>must have at least %1 elements</source>
        <translation>muss mindestens %1 Elemente haben</translation>
    </message>
    <message>
        <source>must have at most %1 elements</source>
        <translation>darf höchstens %1 Elemente haben</translation>
    </message>
    <message>
        <source>must not hold the same element twice</source>
        <translation>darf kein Element zweimal enthalten</translation>
    </message>
    <message>
        <source>lacks an element that it must hold</source>
        <translation>enthält ein nötiges Element nicht</translation>
    </message>
    <message>
        <source>holds more than %1 of such elements</source>
        <translation>enthält mehr als %1 solcher Elemente</translation>
    </message>
    <message>
        <source>must have at least %1 members</source>
        <translation>muss mindestens %1 Felder haben</translation>
    </message>
    <message>
        <source>must have at most %1 members</source>
        <translation>darf höchstens %1 Felder haben</translation>
    </message>
    <message>
        <source>lacks &quot;%1&quot;</source>
        <translation>braucht „%1“</translation>
    </message>
    <message>
        <source>needs &quot;%1&quot; where it has &quot;%2&quot;</source>
        <translation>braucht „%1“, wenn es „%2“ hat</translation>
    </message>
    <message>
        <source>has the unknown member &quot;%1&quot;</source>
        <translation>hat das unbekannte Feld „%1“</translation>
    </message>
    <message>
        <source>a schema is an object, true or false.</source>
        <translation>Ein Schema ist ein Objekt, true oder false.</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>ein Wert</translation>
    </message>
    <message>
        <source>a key in quotes</source>
        <translation>ein Schlüssel in Anführungszeichen</translation>
    </message>
    <message>
        <source>&quot;,&quot; or &quot;}&quot;</source>
        <translation>„,“ oder „}“</translation>
    </message>
    <message>
        <source>&quot;,&quot; or &quot;]&quot;</source>
        <translation>„,“ oder „]“</translation>
    </message>
    <message>
        <source>the end of a text</source>
        <translation>das Ende eines Textes</translation>
    </message>
    <message>
        <source>four hexadecimal digits</source>
        <translation>vier hexadezimale Ziffern</translation>
    </message>
    <message>
        <source>a digit</source>
        <translation>eine Ziffer</translation>
    </message>
    <message>
        <source>a control or non-ASCII character</source>
        <translation>ein Steuerzeichen oder ein Zeichen außerhalb von ASCII</translation>
    </message>
    <message>
        <source>%1: %2 In: %3</source>
        <translation>%1: %2 In: %3</translation>
    </message>
    <message>
        <source>node &quot;%1&quot;, %2</source>
        <translation>Knoten „%1“, %2</translation>
    </message>
    <message>
        <source>edge from &quot;%1&quot; to &quot;%2&quot;, condition</source>
        <translation>Verbindung von „%1“ nach „%2“, Bedingung</translation>
    </message>
    <message>
        <source>in the body of a map and in a filter</source>
        <translation>im Inhalt eines map und in einem filter</translation>
    </message>
    <message>
        <source>in a loop</source>
        <translation>in einer Schleife</translation>
    </message>
    <message>
        <source>in the condition of an edge</source>
        <translation>in der Bedingung einer Verbindung</translation>
    </message>
    <message>
        <source>output</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>did what expressions may not</source>
        <translation>tat, was Ausdrücke nicht dürfen</translation>
    </message>
    <message>
        <source>was ended by signal %1</source>
        <translation>wurde durch Signal %1 beendet</translation>
    </message>
    <message>
        <source>ended with code %1</source>
        <translation>endete mit Code %1</translation>
    </message>
    <message>
        <source>did not accept a connection</source>
        <translation>hat nicht rechtzeitig eine Verbindung angenommen</translation>
    </message>
    <message>
        <source>did not begin to answer</source>
        <translation>hat nicht rechtzeitig zu antworten begonnen</translation>
    </message>
    <message>
        <source>stopped sending</source>
        <translation>hat aufgehört zu senden</translation>
    </message>
    <message>
        <source>did not finish its answer</source>
        <translation>hat seine Antwort nicht rechtzeitig beendet</translation>
    </message>
    <message>
        <source>The head of the answer</source>
        <translation>Der Kopf der Antwort</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>Die Antwort</translation>
    </message>
    <message>
        <source>an unknown kind of address</source>
        <translation>eine unbekannte Art von Adresse</translation>
    </message>
    <message>
        <source>it contains spaces or control characters, which must be percent-encoded</source>
        <translation>Sie enthält Leer- oder Steuerzeichen, die mit Prozent kodiert sein müssen</translation>
    </message>
    <message>
        <source>it names no host</source>
        <translation>Sie nennt keinen Rechner</translation>
    </message>
    <message>
        <source>its scheme is neither http nor https</source>
        <translation>Ihr Schema ist weder http noch https</translation>
    </message>
    <message>
        <source>has text after a closing quote; double the quotes inside of a quoted field</source>
        <translation>hat Text nach einem schließenden Anführungszeichen; innerhalb eines Feldes werden sie verdoppelt</translation>
    </message>
    <message>
        <source>opens a quote that is never closed</source>
        <translation>öffnet ein Anführungszeichen, das nie geschlossen wird</translation>
    </message>
    <message>
        <source>names the column &quot;%1&quot; twice</source>
        <translation>nennt die Spalte „%1“ zweimal</translation>
    </message>
    <message>
        <source>has %1 fields where the first row has %2</source>
        <translation>hat %1 Felder, die erste Zeile aber %2</translation>
    </message>
    <message>
        <source>leads above the root</source>
        <translation>führt über die Wurzel hinaus</translation>
    </message>
    <message>
        <source>leads out of the data folder</source>
        <translation>führt aus dem Datenordner hinaus</translation>
    </message>
    <message>
        <source>is absolute, which is not allowed here</source>
        <translation>ist absolut, was hier nicht erlaubt ist</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>made</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>synced</source>
        <translation>gesichert</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>aufgehoben</translation>
    </message>
    <message>
        <source>used as a folder</source>
        <translation>als Ordner benutzt</translation>
    </message>
    <message>
        <source>moved into place</source>
        <translation>an seinen Platz gebracht</translation>
    </message>
    <message>
        <source>put in its place</source>
        <translation>an seine Stelle gesetzt</translation>
    </message>
    <message>
        <source>it does not begin as a database does</source>
        <translation>Sie beginnt nicht, wie eine Datenbank beginnt</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>Sie ist nicht lesbar</translation>
    </message>
    <message>
        <source>it is another program&apos;s database, or its first page was overwritten</source>
        <translation>Sie gehört einem anderen Programm, oder ihre erste Seite wurde überschrieben</translation>
    </message>
    <message>
        <source>a page is broken</source>
        <translation>Eine Seite ist defekt</translation>
    </message>
    <message>
        <source>the system&apos;s keychain (entry %1)</source>
        <translation>dem Schlüsselbund des Systems (Eintrag %1)</translation>
    </message>
    <message>
        <source>no descriptors are left</source>
        <translation>Es sind keine Deskriptoren mehr frei</translation>
    </message>
    <message>
        <source>its guard could not be started</source>
        <translation>Sein Wächter konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>its guard has ended</source>
        <translation>Sein Wächter ist beendet</translation>
    </message>
    <message>
        <source>its guard does not answer</source>
        <translation>Sein Wächter antwortet nicht</translation>
    </message>
    <message>
        <source>a limit could not be set</source>
        <translation>Eine Grenze konnte nicht gesetzt werden</translation>
    </message>
    <message>
        <source>the system refused it</source>
        <translation>Das System hat es abgelehnt</translation>
    </message>
    <message>
        <source>its guard could not do its work</source>
        <translation>Sein Wächter konnte seine Arbeit nicht tun</translation>
    </message>
    <message>
        <source>a path is a list</source>
        <translation>Ein Pfad ist eine Liste</translation>
    </message>
    <message>
        <source>a path is made of names and positions</source>
        <translation>Ein Pfad besteht aus Namen und Stellen</translation>
    </message>
    <message>
        <source>entries are a list</source>
        <translation>Einträge sind eine Liste</translation>
    </message>
    <message>
        <source>an entry is a position, a value and perhaps a key</source>
        <translation>Ein Eintrag ist eine Stelle, ein Wert und vielleicht ein Schlüssel</translation>
    </message>
    <message>
        <source>an operation is an object</source>
        <translation>Eine Operation ist ein Objekt</translation>
    </message>
    <message>
        <source>an assignment has a value before and after</source>
        <translation>Eine Zuweisung hat einen Wert vorher und nachher</translation>
    </message>
    <message>
        <source>a step has operations</source>
        <translation>Ein Schritt hat Operationen</translation>
    </message>
    <message>
        <source>A message</source>
        <translation>Eine Nachricht</translation>
    </message>
    <message>
        <source>Naming the folder of a backup</source>
        <translation>Den Ordner einer Sicherung zu nennen</translation>
    </message>
    <message>
        <source>Naming the folder of a run</source>
        <translation>Den Ordner eines Laufs zu nennen</translation>
    </message>
    <message>
        <source>In &quot;%1&quot;, the configuration %2.</source>
        <translation>In „%1“: Die Konfiguration %2.</translation>
    </message>
    <message>
        <source>In &quot;%1&quot;, &quot;%2&quot; %3.</source>
        <translation>In „%1“: „%2“ %3.</translation>
    </message>
    <message>
        <source>The client did not read what was sent to it; connect again and go on from the cursor.</source>
        <translation>Die Gegenseite hat nicht gelesen, was ihr gesendet wurde; bitte neu verbinden und an der letzten Stelle fortfahren.</translation>
    </message>
    <message>
        <source>These commands work without a model:</source>
        <translation>Diese Befehle gehen ohne Modell:</translation>
    </message>
    <message>
        <source>- `/run FLOW {input}` runs a flow of the workspace; the input is JSON and may be left out</source>
        <translation>- `/run FLOW {input}` führt einen Flow des Arbeitsbereichs aus; die Eingabe ist JSON und darf fehlen</translation>
    </message>
    <message>
        <source>- `/flows` lists the flows</source>
        <translation>- `/flows` listet die Flows auf</translation>
    </message>
    <message>
        <source>- `/runs` lists the latest runs</source>
        <translation>- `/runs` listet die letzten Läufe auf</translation>
    </message>
    <message>
        <source>- `/explain FLOW` says in words what a flow does</source>
        <translation>- `/explain FLOW` sagt in Worten, was ein Flow tut</translation>
    </message>
    <message>
        <source>- `/help` says this</source>
        <translation>- `/help` sagt dies</translation>
    </message>
    <message>
        <source>- `%1`, a draft</source>
        <translation>- `%1`, ein Entwurf</translation>
    </message>
    <message>
        <source>- `%1`, version %2 is live</source>
        <translation>- `%1`, Version %2 ist veröffentlicht</translation>
    </message>
    <message>
        <source>- `%1` %2, a draft</source>
        <translation>- `%1` %2, ein Entwurf</translation>
    </message>
    <message>
        <source>- `%1` %2, version %3 is live</source>
        <translation>- `%1` %2, Version %3 ist veröffentlicht</translation>
    </message>
    <message>
        <source>The run waits for a person: whether these steps happened is not known.</source>
        <translation>Der Lauf wartet auf einen Menschen: Ob diese Schritte geschehen sind, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Nothing of it reaches outside of Signalbox.</source>
        <translation>Nichts davon wirkt über Signalbox hinaus.</translation>
    </message>
    <message>
        <source>**What reaches outside**</source>
        <translation>**Was nach außen wirkt**</translation>
    </message>
    <message>
        <source>- %1: repeated if it is interrupted%2</source>
        <translation>- %1: wird nach einer Unterbrechung wiederholt%2</translation>
    </message>
    <message>
        <source>- %1: held for a person if it is interrupted%2</source>
        <translation>- %1: wartet nach einer Unterbrechung auf einen Menschen%2</translation>
    </message>
    <message>
        <source>; tried up to %1 times</source>
        <translation>; bis zu %1 Versuche</translation>
    </message>
    <message>
        <source>; tried up to %1 times; at most %2</source>
        <translation>; bis zu %1 Versuche; höchstens %2</translation>
    </message>
    <message>
        <source>; at most %1</source>
        <translation>; höchstens %1</translation>
    </message>
    <message>
        <source>The first failure ends the run.</source>
        <translation>Der erste Fehlschlag beendet den Lauf.</translation>
    </message>
    <message>
        <source>**When something fails**</source>
        <translation>**Wenn etwas fehlschlägt**</translation>
    </message>
    <message>
        <source>- If %1 fails, its `error` port goes on.</source>
        <translation>- Schlägt %1 fehl, geht es am Anschluss `error` weiter.</translation>
    </message>
    <message>
        <source>- If %1 fails, the others finish.</source>
        <translation>- Schlägt %1 fehl, laufen die anderen zu Ende.</translation>
    </message>
    <message>
        <source>- If %1 fails, a default takes the place of its output.</source>
        <translation>- Schlägt %1 fehl, tritt eine Vorgabe an die Stelle der Ausgabe.</translation>
    </message>
    <message>
        <source>- Any other failure ends the run.</source>
        <translation>- Jeder andere Fehlschlag beendet den Lauf.</translation>
    </message>
    <message>
        <source>Name a dead letter by id, or up to 1000 by ids.</source>
        <translation>Bitte einen Eintrag der Fehlablage mit id nennen oder bis zu 1000 mit ids.</translation>
    </message>
    <message>
        <source>The dead letter %1 was %2 already.</source>
        <translation>Der Eintrag %1 der Fehlablage wurde schon erledigt (%2).</translation>
    </message>
    <message>
        <source>Another input is for one dead letter; replay those that need one by themselves.</source>
        <translation>Eine andere Eingabe gilt für einen einzelnen Eintrag der Fehlablage; wer eine braucht, wird für sich wiederholt.</translation>
    </message>
    <message>
        <source>The flow has no step &quot;%1&quot;.</source>
        <translation>Der Flow hat keinen Schritt „%1“.</translation>
    </message>
    <message>
        <source>The run &quot;%1&quot; has not ended; wait for it, or cancel it first.</source>
        <translation>Der Lauf „%1“ ist noch nicht beendet; bitte abwarten oder zuerst abbrechen.</translation>
    </message>
    <message>
        <source>The step was under way when its owner ended; whether it happened is not known.</source>
        <translation>Der Schritt war unterwegs, als sein Besitzer endete; ob er geschehen ist, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>There is no dead letter %1 in this workspace. List them to see which there are.</source>
        <translation>Den Eintrag %1 gibt es in der Fehlablage dieses Arbeitsbereichs nicht. Ihre Liste zeigt die vorhandenen.</translation>
    </message>
    <message>
        <source>There is no such budget of %1. List the budgets to see which there are.</source>
        <translation>Ein solches Budget von %1 gibt es nicht. Die Liste der Budgets zeigt die vorhandenen.</translation>
    </message>
    <message>
        <source>The budget of %1 was changed in the meantime. Look at it again.</source>
        <translation>Das Budget von %1 wurde inzwischen geändert. Bitte noch einmal ansehen.</translation>
    </message>
    <message>
        <source>What the reservation %1 was for has ended; reserve with a new id.</source>
        <translation>Wofür die Reservierung %1 war, ist beendet; bitte mit einer neuen ID reservieren.</translation>
    </message>
    <message>
        <source>The budget of %1 has %2 of %3 %4 left, and this needs %5; raise the budget if that is meant.</source>
        <translation>Vom Budget von %1 sind noch %2 von %3 %4 übrig, nötig sind %5; falls gewollt, das Budget erhöhen.</translation>
    </message>
    <message>
        <source>Nothing was reserved as %1.</source>
        <translation>Als %1 wurde nichts reserviert.</translation>
    </message>
    <message>
        <source>What is reserved is never below zero.</source>
        <translation>Reserviert wird nie weniger als null.</translation>
    </message>
    <message>
        <source>The run &quot;%1&quot; could not be taken up here; try again in a moment.</source>
        <translation>Der Lauf „%1“ konnte hier nicht aufgenommen werden; bitte gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot;</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>The step &quot;%1&quot; was not reached in this run, so it was given nothing.</source>
        <translation>Der Schritt „%1“ wurde in diesem Lauf nicht erreicht und hat daher nichts erhalten.</translation>
    </message>
    <message>
        <source>The run&apos;s flow has no step &quot;%1&quot;.</source>
        <translation>Der Flow des Laufs hat keinen Schritt „%1“.</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Freigabe</translation>
    </message>
    <message>
        <source>Asks a person, waits for as long as that takes, and goes on by `approved` or `rejected`.</source>
        <translation>Fragt einen Menschen, wartet, solange das dauert, und geht über `approved` oder `rejected` weiter.</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>What the person decides, in a few words.</source>
        <translation>Was der Mensch entscheidet, in wenigen Worten.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>What the person should know to decide.</source>
        <translation>Was der Mensch wissen sollte, um zu entscheiden.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>What the person sees, may edit, and what is handed on. Absent: the input.</source>
        <translation>Was der Mensch sieht, ändern kann und was weitergegeben wird. Fehlt es: die Eingabe.</translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation>Wer entscheidet</translation>
    </message>
    <message>
        <source>Subjects, or role:NAME for whoever has the permission roles.NAME. Absent: whoever may decide approvals.</source>
        <translation>Personen, oder role:NAME für alle mit der Berechtigung roles.NAME. Fehlt es: wer Freigaben entscheiden darf.</translation>
    </message>
    <message>
        <source>Expires after</source>
        <translation>Läuft ab nach</translation>
    </message>
    <message>
        <source>How long the question stands. Absent: until somebody decides.</source>
        <translation>Wie lange die Frage steht. Fehlt es: bis jemand entscheidet.</translation>
    </message>
    <message>
        <source>When nobody decides</source>
        <translation>Wenn niemand entscheidet</translation>
    </message>
    <message>
        <source>reject: it goes on by `rejected`. fail: the step fails.</source>
        <translation>reject: Es geht über `rejected` weiter. fail: Der Schritt schlägt fehl.</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Asks a person, and waits. The run holds no thread and nothing of it runs meanwhile; it survives restarts, and goes on
exactly where it stood once somebody has decided: in the window&apos;s inbox, by `signalbox-cli approve` and `reject`, or by
the call `approvals.decide`.</source>
        <translation>Fragt einen Menschen und wartet. Der Lauf hält dabei keinen Thread, und nichts von ihm läuft; er übersteht Neustarts und
geht genau dort weiter, wo er stand, sobald jemand entschieden hat: im Eingang des Fensters, mit `signalbox-cli approve`
und `reject` oder mit dem Aufruf `approvals.decide`.</translation>
    </message>
    <message>
        <source>The person sees `title`, `message` and `data`, and may edit the data before they decide. What is approved leaves by the
port `approved`, what is rejected by `rejected`; each edge names its port, so that nothing goes on by oversight. Both
give `{&quot;decision&quot;, &quot;by&quot;, &quot;comment&quot;, &quot;edited&quot;, &quot;decidedAt&quot;, &quot;data&quot;}`, where `data` is what was shown, or what the person
made of it.</source>
        <translation>Der Mensch sieht `title`, `message` und `data` und kann die Daten ändern, bevor er entscheidet. Freigegebenes geht durch
den Anschluss `approved`, Abgelehntes durch `rejected`; jede Verbindung nennt ihren Anschluss, damit nichts aus Versehen
weitergeht. Beide geben `{&quot;decision&quot;, &quot;by&quot;, &quot;comment&quot;, &quot;edited&quot;, &quot;decidedAt&quot;, &quot;data&quot;}`, wobei `data` das Gezeigte ist oder
was der Mensch daraus gemacht hat.</translation>
    </message>
    <message>
        <source>With `deciders` only those named may decide: subjects, or `role:NAME` for everybody who has the permission
`roles.NAME`.</source>
        <translation>Mit `deciders` dürfen nur die Genannten entscheiden: Personen, oder `role:NAME` für alle mit der Berechtigung
`roles.NAME`.</translation>
    </message>
    <message>
        <source>With `expires` the question stands for so long. Then it counts as rejected, with `by: null`, or the step fails with
`approval.expired`, as `onExpire` says. Nothing is ever approved because time has passed.</source>
        <translation>Mit `expires` steht die Frage so lange. Danach gilt sie als abgelehnt, mit `by: null`, oder der Schritt schlägt mit
`approval.expired` fehl, wie `onExpire` es sagt. Nie wird etwas freigegeben, weil Zeit vergangen ist.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Runs the body of a JavaScript function in a process of its own that can reach nothing.</source>
        <translation>Führt den Rumpf einer JavaScript-Funktion in einem eigenen Prozess aus, der nichts erreichen kann.</translation>
    </message>
    <message>
        <source>The body of a function; what it returns is the output.</source>
        <translation>Der Rumpf einer Funktion; was sie zurückgibt, ist die Ausgabe.</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Zeitgrenze</translation>
    </message>
    <message>
        <source>How long it may run, at most 10m; then its process is ended and the step fails.</source>
        <translation>Wie lange er laufen darf, höchstens 10m; dann wird sein Prozess beendet, und der Schritt schlägt fehl.</translation>
    </message>
    <message>
        <source>Memory limit</source>
        <translation>Speichergrenze</translation>
    </message>
    <message>
        <source>How much memory it may take, in MiB.</source>
        <translation>Wie viel Speicher er nehmen darf, in MiB.</translation>
    </message>
    <message>
        <source>Runs JavaScript where an expression is too short. `code` is the body of a function, in strict mode; what it returns is
the output, as JSON has it. In scope are `input`, `nodes.&lt;id&gt;.output` of earlier nodes that the text names, `vars`,
`run`, `ports`, and inside of bodies `item`, `index` and `loop`.</source>
        <translation>Führt JavaScript aus, wo ein Ausdruck zu kurz ist. `code` ist der Rumpf einer Funktion im strengen Modus; was sie
zurückgibt, ist die Ausgabe, wie JSON sie kennt. Sichtbar sind `input`, `nodes.&lt;id&gt;.output` früherer Knoten, die der Text
nennt, `vars`, `run`, `ports` und innerhalb von Rümpfen `item`, `index` und `loop`.</translation>
    </message>
    <message>
        <source>What becomes of the content. bytes: Base64. jsonl: a JSON value a line, of any number, for map and filter.</source>
        <translation>Was aus dem Inhalt wird. bytes: Base64. jsonl: ein JSON-Wert je Zeile, beliebig viele, für map und filter.</translation>
    </message>
    <message>
        <source>Expense approval</source>
        <translation>Spesenfreigabe</translation>
    </message>
    <message>
        <source>Adds up expense claims, finds what is odd, asks a person, and writes the payment list once it is approved.</source>
        <translation>Zählt Spesen zusammen, findet Auffälliges, fragt einen Menschen und schreibt nach der Freigabe die Zahlungsliste.</translation>
    </message>
    <message>
        <source>A comment has at most 16 KiB.</source>
        <translation>Ein Kommentar hat höchstens 16 KiB.</translation>
    </message>
    <message>
        <source>You are not among those who may decide &quot;%1&quot;; ask one of them.</source>
        <translation>Über „%1“ entscheiden andere; bitte eine dieser Personen fragen.</translation>
    </message>
    <message>
        <source>This is decided already: %1.</source>
        <translation>Das ist schon entschieden: %1.</translation>
    </message>
    <message>
        <source>A budget has a scope and a unit of at most 200 characters, and is not below zero.</source>
        <translation>Ein Budget hat einen Bereich und eine Einheit mit höchstens 200 Zeichen und ist nicht kleiner als null.</translation>
    </message>
    <message>
        <source>Running a text of one&apos;s own takes the permission flows.write; name a flow of the workspace, or use a token that has it.</source>
        <translation>Einen eigenen Text auszuführen verlangt die Berechtigung flows.write; einen Flow des Arbeitsbereichs nennen oder ein Token verwenden, das sie hat.</translation>
    </message>
    <message>
        <source>A token in another&apos;s name can be made only by who may do everything; leave the subject as &quot;%1&quot;.</source>
        <translation>Ein Token im Namen anderer kann nur ausstellen, wer alles darf; als Person bitte „%1“ belassen.</translation>
    </message>
    <message>
        <source>The flow was edited in another window of Signalbox meanwhile. Close it here and open it again.</source>
        <translation>Der Flow wurde inzwischen in einem anderen Fenster von Signalbox bearbeitet. Hier schließen und neu öffnen.</translation>
    </message>
    <message>
        <source>The damaged draft &quot;%1&quot; cannot be kept: %2.</source>
        <translation>Der beschädigte Entwurf „%1“ kann nicht aufgehoben werden: %2.</translation>
    </message>
    <message>
        <source>The draft &quot;%1&quot; cannot be renamed: %2.</source>
        <translation>Der Entwurf „%1“ kann nicht umbenannt werden: %2.</translation>
    </message>
    <message>
        <source>There is no circuit breaker %1. List them to see which there are.</source>
        <translation>Den Schutzschalter %1 gibt es nicht. Die Liste zeigt die vorhandenen.</translation>
    </message>
    <message>
        <source>This is decided already, or its run went on without it; there is nothing to decide any more.</source>
        <translation>Das ist schon entschieden, oder der Lauf ging ohne Entscheidung weiter; zu entscheiden ist nichts mehr.</translation>
    </message>
    <message>
        <source>Nobody decided in time.</source>
        <translation>Niemand hat rechtzeitig entschieden.</translation>
    </message>
    <message>
        <source>Nobody decided about &quot;%1&quot; in time; the step failed, as its onExpire says.</source>
        <translation>Über „%1“ hat niemand rechtzeitig entschieden; der Schritt schlug fehl, wie sein onExpire es sagt.</translation>
    </message>
    <message>
        <source>Neither run&apos;s flow has steps under &quot;%1&quot;.</source>
        <translation>Keiner der beiden Flows hat Schritte unter „%1“.</translation>
    </message>
    <message>
        <source>The run &quot;%1&quot; is not paused; pause it first, or set a breakpoint.</source>
        <translation>Der Lauf „%1“ ist nicht angehalten; bitte zuerst anhalten oder einen Haltepunkt setzen.</translation>
    </message>
    <message>
        <source>A run takes at most 1000 breakpoints.</source>
        <translation>Ein Lauf nimmt höchstens 1000 Haltepunkte.</translation>
    </message>
    <message>
        <source>The run has nothing to do next; it waits for what is under way, or for a decision.</source>
        <translation>Der Lauf hat als Nächstes nichts zu tun; er wartet auf das, was unterwegs ist, oder auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>The step &quot;%1&quot; is not one that the run would do next.</source>
        <translation>Der Schritt „%1“ gehört nicht zu denen, die der Lauf als Nächstes tun würde.</translation>
    </message>
    <message>
        <source>The flow &quot;%1&quot; was started more than %2 times within a minute and is paused until %3; lift the pause if that is meant.</source>
        <translation>Der Flow „%1“ wurde mehr als %2 Mal in einer Minute gestartet und ruht bis %3; falls gewollt, die Pause aufheben.</translation>
    </message>
    <message>
        <source>The flow &quot;%1&quot; takes one run at a time, and %2 has not ended; start it afterwards, or change limits.overlap.</source>
        <translation>Der Flow „%1“ erlaubt einen Lauf zur Zeit, und %2 ist noch nicht beendet; danach starten oder limits.overlap ändern.</translation>
    </message>
    <message>
        <source>%1 is not paused.</source>
        <translation>%1 ruht nicht.</translation>
    </message>
    <message>
        <source>This is no array.</source>
        <translation>Das ist keine Liste.</translation>
    </message>
    <message>
        <source>The index of a paged array is not what was stored. Restore it from a backup of the data folder.</source>
        <translation>Das Verzeichnis einer Liste auf der Platte ist nicht das gespeicherte. Aus einer Sicherung des Datenordners wiederherstellen.</translation>
    </message>
    <message>
        <source>The pages of an array are fewer than its items. Restore them from a backup of the data folder.</source>
        <translation>Die Seiten einer Liste sind weniger als ihre Einträge. Aus einer Sicherung des Datenordners wiederherstellen.</translation>
    </message>
    <message>
        <source>A page of an array is not what was stored. Restore it from a backup of the data folder.</source>
        <translation>Eine Seite einer Liste ist nicht die gespeicherte. Aus einer Sicherung des Datenordners wiederherstellen.</translation>
    </message>
    <message>
        <source>There is no room left for the results of a map in %1. Free some space and try again.</source>
        <translation>Für die Ergebnisse eines map ist in %1 kein Platz mehr. Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>A file for the results of a map could not be made: %1.</source>
        <translation>Eine Datei für die Ergebnisse eines map ließ sich nicht anlegen: %1.</translation>
    </message>
    <message>
        <source>There is no room left for the results of a map. Free some space and try again.</source>
        <translation>Für die Ergebnisse eines map ist kein Platz mehr. Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The results of a map could not be read back: %1.</source>
        <translation>Die Ergebnisse eines map ließen sich nicht zurücklesen: %1.</translation>
    </message>
    <message>
        <source>The configuration of &quot;%1&quot; comes to %2 MiB; large arrays go through map, filter and merge only.</source>
        <translation>Die Konfiguration von „%1“ kommt auf %2 MiB; große Listen gehen nur durch map, filter und merge.</translation>
    </message>
    <message>
        <source>What the program gives is too large; give less.</source>
        <translation>Was das Programm gibt, ist zu groß; weniger geben.</translation>
    </message>
    <message>
        <source>The value &quot;%1&quot; is larger than a program may be given; use map or filter for large data.</source>
        <translation>Der Wert „%1“ ist größer, als ein Programm bekommen darf; für große Daten map oder filter verwenden.</translation>
    </message>
    <message>
        <source>The code is no function&apos;s body: a bracket closes what it did not open.</source>
        <translation>Der Code ist kein Rumpf einer Funktion: Eine Klammer schließt, was er nicht geöffnet hat.</translation>
    </message>
    <message>
        <source>&quot;disabled&quot; is true or false, but this is %1.</source>
        <translation>„disabled“ ist true oder false, hier steht aber %1.</translation>
    </message>
    <message>
        <source>Write true, or remove it.</source>
        <translation>Bitte true schreiben oder entfernen.</translation>
    </message>
    <message>
        <source>The output &quot;%1&quot; is switched off, so the flow gives nothing by it.</source>
        <translation>Die Ausgabe %1 ist abgeschaltet, der Flow gibt durch sie also nichts.</translation>
    </message>
    <message>
        <source>Switch it on, or remove it.</source>
        <translation>Bitte anschalten oder entfernen.</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; is switched off and hands its input on by &quot;%2&quot;; its edge by &quot;%3&quot; is never taken.</source>
        <translation>Der Knoten %1 ist abgeschaltet und reicht seine Eingabe durch %2 weiter; seine Kante durch %3 wird nie genommen.</translation>
    </message>
    <message>
        <source>Switch it on, or move the edge.</source>
        <translation>Bitte anschalten oder die Kante versetzen.</translation>
    </message>
    <message>
        <source>Every trigger of the flow is switched off, so nothing begins.</source>
        <translation>Alle Auslöser des Flows sind abgeschaltet, also beginnt nichts.</translation>
    </message>
    <message>
        <source>Switch one on, or remove them.</source>
        <translation>Bitte einen anschalten oder alle entfernen.</translation>
    </message>
    <message>
        <source>Lines of JSON are read in a run only.</source>
        <translation>JSON-Zeilen werden nur in einem Lauf gelesen.</translation>
    </message>
    <message>
        <source>Line %1 of &quot;%2&quot;: %3</source>
        <translation>Zeile %1 von „%2“: %3</translation>
    </message>
    <message>
        <source>Line %1 of &quot;%2&quot; has more than %3 bytes.</source>
        <translation>Zeile %1 von „%2“ hat mehr als %3 Bytes.</translation>
    </message>
    <message>
        <source>Lines of JSON are read from one file; take them without a pattern.</source>
        <translation>JSON-Zeilen werden aus einer Datei gelesen; bitte ohne Muster angeben.</translation>
    </message>
    <message>
        <source>There is no approval %1 in this workspace. List the approvals to see which there are.</source>
        <translation>In diesem Arbeitsbereich gibt es keine Freigabe %1. Die Liste der Freigaben zeigt, welche es gibt.</translation>
    </message>
    <message>
        <source>The approval %1 is not pending any more.</source>
        <translation>Die Freigabe %1 steht nicht mehr aus.</translation>
    </message>
    <message>
        <source>The environment variable %1 %2</source>
        <translation>Die Umgebungsvariable %1 %2</translation>
    </message>
    <message>
        <source>More spans wait than are kept.</source>
        <translation>Es warten mehr Spannen, als aufgehoben werden.</translation>
    </message>
    <message>
        <source>The collector refused spans: %1</source>
        <translation>Der Sammler hat Spannen abgelehnt: %1</translation>
    </message>
    <message>
        <source>The request is longer than the model can read; shorten it, or choose a model with a larger context.</source>
        <translation>Die Anfrage ist länger, als das Modell lesen kann; sie ist zu kürzen, oder es ist ein Modell mit größerem Kontext zu wählen.</translation>
    </message>
    <message>
        <source>The account at the provider has nothing left to pay with; add credit there, or choose another provider.</source>
        <translation>Das Konto beim Anbieter hat kein Guthaben mehr; dort Guthaben aufladen oder einen anderen Anbieter wählen.</translation>
    </message>
    <message>
        <source>The provider refuses the key; check the secret that the provider is set up with.</source>
        <translation>Der Anbieter weist den Schlüssel zurück; das Geheimnis prüfen, mit dem der Anbieter eingerichtet ist.</translation>
    </message>
    <message>
        <source>The provider takes no more requests for now; try again later, or set lower limits for it.</source>
        <translation>Der Anbieter nimmt vorerst keine Anfragen mehr an; später erneut versuchen oder niedrigere Grenzen für ihn setzen.</translation>
    </message>
    <message>
        <source>The provider is overloaded; try again later.</source>
        <translation>Der Anbieter ist überlastet; später erneut versuchen.</translation>
    </message>
    <message>
        <source>The key may not do that at the provider; give it the permission there, or use another key.</source>
        <translation>Der Schlüssel darf das beim Anbieter nicht; ihm dort das Recht geben oder einen anderen Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>The request has more bytes than the provider takes; send less, or smaller images.</source>
        <translation>Die Anfrage hat mehr Bytes, als der Anbieter annimmt; weniger oder kleinere Bilder senden.</translation>
    </message>
    <message>
        <source>The provider took too long; try again later.</source>
        <translation>Der Anbieter brauchte zu lange; später erneut versuchen.</translation>
    </message>
    <message>
        <source>The provider knows no such model; choose one from its list.</source>
        <translation>Der Anbieter kennt kein solches Modell; eines aus seiner Liste wählen.</translation>
    </message>
    <message>
        <source>There is no such API at this address; check the provider&apos;s kind and base URL.</source>
        <translation>Unter dieser Adresse gibt es keine solche API; Art und Basis-URL des Anbieters prüfen.</translation>
    </message>
    <message>
        <source>The provider failed; try again later.</source>
        <translation>Beim Anbieter ist etwas fehlgeschlagen; später erneut versuchen.</translation>
    </message>
    <message>
        <source>The provider refuses the request; what it says about it stands in the details.</source>
        <translation>Der Anbieter weist die Anfrage zurück; was er dazu sagt, steht in den Einzelheiten.</translation>
    </message>
    <message>
        <source>The provider cannot be reached; check its base URL and the network.</source>
        <translation>Der Anbieter ist nicht erreichbar; seine Basis-URL und das Netzwerk prüfen.</translation>
    </message>
    <message>
        <source>The provider&apos;s answer is not what its API promises: %1.</source>
        <translation>Die Antwort des Anbieters ist nicht, was seine API verspricht: %1.</translation>
    </message>
    <message>
        <source>The provider&apos;s answer ended before it was complete; try again.</source>
        <translation>Die Antwort des Anbieters endete, bevor sie vollständig war; erneut versuchen.</translation>
    </message>
    <message>
        <source>The request cannot be sent to the provider: %1.</source>
        <translation>Die Anfrage kann nicht an den Anbieter gesendet werden: %1.</translation>
    </message>
    <message>
        <source>The provider offers no %1; choose another one for that.</source>
        <translation>Der Anbieter bietet kein „%1“ an; dafür einen anderen wählen.</translation>
    </message>
    <message>
        <source>Entry %1 of the price table cannot be used: %2.</source>
        <translation>Eintrag %1 der Preistabelle ist nicht zu gebrauchen: %2.</translation>
    </message>
    <message>
        <source>This is no price table of Signalbox: it does not begin with &quot;format&quot;: &quot;signalbox.prices/1&quot;.</source>
        <translation>Das ist keine Preistabelle von Signalbox: Sie beginnt nicht mit &quot;format&quot;: &quot;signalbox.prices/1&quot;.</translation>
    </message>
    <message>
        <source>The price table&apos;s currency must be three small letters such as usd.</source>
        <translation>Die Währung der Preistabelle muss aus drei kleinen Buchstaben bestehen, etwa usd.</translation>
    </message>
    <message>
        <source>The price table has no list of models.</source>
        <translation>Die Preistabelle hat keine Liste von Modellen.</translation>
    </message>
    <message>
        <source>The price table is in %1, the other one in %2; give all prices in one currency.</source>
        <translation>Die Preistabelle ist in %1, die andere in %2; alle Preise in einer Währung angeben.</translation>
    </message>
    <message>
        <source>The key of the provider &quot;%1&quot; holds a space, a line break or another character that no key has; paste it again.</source>
        <translation>Der Schlüssel des Anbieters „%1“ enthält ein Leerzeichen, einen Zeilenumbruch oder ein anderes Zeichen, das kein Schlüssel hat; bitte neu einfügen.</translation>
    </message>
    <message>
        <source>The provider &quot;%1&quot; needs a base URL such as https://api.example.com/v1, without query and without credentials.</source>
        <translation>Der Anbieter „%1“ braucht eine Basis-URL wie https://api.example.com/v1, ohne Abfrage und ohne Anmeldedaten.</translation>
    </message>
    <message>
        <source>One event of the stream is larger than %1 bytes; the answer is not read further.</source>
        <translation>Ein Ereignis des Datenstroms ist größer als %1 Bytes; die Antwort wird nicht weiter gelesen.</translation>
    </message>
    <message>
        <source>The answer reached the limit of tokens before it was complete; allow more tokens.</source>
        <translation>Die Antwort erreichte die Grenze der Tokens, bevor sie vollständig war; mehr Tokens erlauben.</translation>
    </message>
    <message>
        <source>The model or its provider declined to answer.</source>
        <translation>Das Modell oder sein Anbieter hat die Antwort abgelehnt.</translation>
    </message>
    <message>
        <source>There is no schema that the answer is to fit.</source>
        <translation>Es gibt kein Schema, zu dem die Antwort passen soll.</translation>
    </message>
    <message>
        <source>The model&apos;s answer does not fit the output schema, also after it was told so; simplify the schema, or choose another model.</source>
        <translation>Die Antwort des Modells passt nicht zum Ausgabeschema, auch nachdem es darauf hingewiesen wurde; das Schema vereinfachen oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>an embedding is no list of numbers</source>
        <translation>eine Einbettung ist keine Liste von Zahlen</translation>
    </message>
    <message>
        <source>an event of the stream is no JSON</source>
        <translation>ein Ereignis des Datenstroms ist kein JSON</translation>
    </message>
    <message>
        <source>an event of the stream is no JSON object</source>
        <translation>ein Ereignis des Datenstroms ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>it came whole although a stream was asked for</source>
        <translation>sie kam am Stück, obwohl ein Datenstrom verlangt war</translation>
    </message>
    <message>
        <source>it holds another number of embeddings than there were texts</source>
        <translation>sie enthält eine andere Zahl von Einbettungen, als es Texte gab</translation>
    </message>
    <message>
        <source>it holds no choices</source>
        <translation>sie enthält keine Auswahl</translation>
    </message>
    <message>
        <source>it holds no embeddings</source>
        <translation>sie enthält keine Einbettungen</translation>
    </message>
    <message>
        <source>it holds no list of models</source>
        <translation>sie enthält keine Liste von Modellen</translation>
    </message>
    <message>
        <source>it is a web page; check the base URL</source>
        <translation>sie ist eine Webseite; die Basis-URL prüfen</translation>
    </message>
    <message>
        <source>it is no JSON</source>
        <translation>sie ist kein JSON</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>sie ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>it sends requests elsewhere; check the base URL</source>
        <translation>sie verweist Anfragen woandershin; die Basis-URL prüfen</translation>
    </message>
    <message>
        <source>its HTTP answer cannot be read</source>
        <translation>seine HTTP-Antwort ist nicht lesbar</translation>
    </message>
    <message>
        <source>it holds no message</source>
        <translation>sie enthält keine Nachricht</translation>
    </message>
    <message>
        <source>it names no model</source>
        <translation>sie nennt kein Modell</translation>
    </message>
    <message>
        <source>it names no model, or holds no text</source>
        <translation>sie nennt kein Modell oder enthält keinen Text</translation>
    </message>
    <message>
        <source>the address or a header cannot be sent</source>
        <translation>die Adresse oder ein Kopffeld kann nicht gesendet werden</translation>
    </message>
    <message>
        <source>the model&apos;s name has characters that no name has</source>
        <translation>der Name des Modells enthält Zeichen, die kein Name hat</translation>
    </message>
    <message>
        <source>choice of a tool</source>
        <translation>Wahl eines Werkzeugs</translation>
    </message>
    <message>
        <source>embeddings</source>
        <translation>Einbettungen</translation>
    </message>
    <message>
        <source>images by URL</source>
        <translation>Bilder per URL</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert (seed)</translation>
    </message>
    <message>
        <source>stop texts</source>
        <translation>Stopptexte</translation>
    </message>
    <message>
        <source>&quot;%1&quot; means nothing</source>
        <translation>„%1“ bedeutet nichts</translation>
    </message>
    <message>
        <source>a price is a number between 0 and 2000 for a million tokens</source>
        <translation>ein Preis ist eine Zahl zwischen 0 und 2000 für eine Million Tokens</translation>
    </message>
    <message>
        <source>it is no object</source>
        <translation>er ist kein Objekt</translation>
    </message>
    <message>
        <source>it needs a provider and a model</source>
        <translation>er braucht einen Anbieter und ein Modell</translation>
    </message>
    <message>
        <source>long needs a number of tokens in above, and its prices</source>
        <translation>long braucht eine Zahl von Tokens in above und seine Preise</translation>
    </message>
    <message>
        <source>since is a day such as 2026-01-31</source>
        <translation>since ist ein Tag wie 2026-01-31</translation>
    </message>
    <message>
        <source>The turn has ended; nothing is added to it.</source>
        <translation>Der Beitrag ist beendet; ihm wird nichts mehr hinzugefügt.</translation>
    </message>
    <message>
        <source>The price table prices.json in the data folder cannot be read.</source>
        <translation>Die Preistabelle prices.json im Datenordner ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The provider &quot;%1&quot; cannot be set up so: %2.</source>
        <translation>Der Anbieter „%1“ kann so nicht eingerichtet werden: %2.</translation>
    </message>
    <message>
        <source>A provider&apos;s id consists of letters, digits, &apos;_&apos;, &apos;-&apos; and &apos;.&apos;, at most 64 of them.</source>
        <translation>Die Kennung eines Anbieters besteht aus höchstens 64 Buchstaben, Ziffern, „_“, „-“ und „.“.</translation>
    </message>
    <message>
        <source>Nobody knows what the model &quot;%1&quot; costs, but a budget in money stands over it; put its price into the price table.</source>
        <translation>Niemand weiß, was das Modell „%1“ kostet, aber ein Budget in Geld gilt dafür; seinen Preis in die Preistabelle eintragen.</translation>
    </message>
    <message>
        <source>There is no provider %1 in this workspace. List the providers to see which there are.</source>
        <translation>In diesem Arbeitsbereich gibt es keinen Anbieter %1. Die Liste der Anbieter zeigt, welche es gibt.</translation>
    </message>
    <message>
        <source>The provider %1 was changed in the meantime. Read it again and repeat the change.</source>
        <translation>Der Anbieter %1 wurde inzwischen geändert. Bitte neu lesen und die Änderung wiederholen.</translation>
    </message>
    <message>
        <source>a text is longer than 1000 characters</source>
        <translation>ein Text ist länger als 1000 Zeichen</translation>
    </message>
    <message>
        <source>limits are not below zero, calls at a time between 1 and 1000, attempts between 1 and 10</source>
        <translation>Grenzen sind nicht negativ, gleichzeitige Aufrufe zwischen 1 und 1000, Versuche zwischen 1 und 10</translation>
    </message>
    <message>
        <source>its base URL names no host</source>
        <translation>seine Basis-URL nennt keinen Rechner</translation>
    </message>
    <message>
        <source>this version knows no providers of the kind %1</source>
        <translation>diese Version kennt keine Anbieter der Art %1</translation>
    </message>
    <message>
        <source>It runs in a child process that has no files, no network, no processes and no secrets, with a limit of time and one of
memory; beyond them the process is ended, and the step fails with `code.time` or `code.memory`. `Date` stands still at
the run&apos;s start and `Math.random` gives the same row for the same step, so that an attempt that was interrupted can
simply be made again. What it writes by `console.log` (`info`, `warn`, `error`, `debug`) is kept with the step, at most
200 lines and 64 KiB an attempt.</source>
        <translation>Er läuft in einem Kindprozess ohne Dateien, Netz, Prozesse und Geheimnisse, mit einer Grenze für die Zeit und einer für
den Speicher; darüber wird der Prozess beendet, und der Schritt schlägt mit `code.time` oder `code.memory` fehl. `Date`
steht beim Beginn des Laufs still, und `Math.random` gibt für denselben Schritt dieselbe Reihe, sodass ein unterbrochener
Versuch einfach wiederholt werden kann. Was er mit `console.log` (`info`, `warn`, `error`, `debug`) schreibt, bleibt beim
Schritt, höchstens 200 Zeilen und 64 KiB je Versuch.</translation>
    </message>
    <message>
        <source>A step&apos;s seq counts from 1.</source>
        <translation>Die Nummer eines Schritts zählt ab 1.</translation>
    </message>
    <message>
        <source>Runs and events are kept for 0 (for ever) to 36500 days.</source>
        <translation>Läufe und Ereignisse werden 0 (für immer) bis 36500 Tage aufbewahrt.</translation>
    </message>
    <message>
        <source>The run goes round in circles at &quot;%1&quot;: two calls took turns with the same outcomes, %2 steps long. Let it change what it does, or raise limits.repeats if that is meant.</source>
        <translation>Der Lauf dreht sich bei „%1“ im Kreis: Zwei Aufrufe haben sich mit denselben Ergebnissen abgewechselt, %2 Schritte lang. Er soll anders vorgehen, oder limits.repeats ist zu erhöhen, wenn das so gemeint ist.</translation>
    </message>
    <message>
        <source>The run goes round in circles at &quot;%1&quot;: the same call had the same outcome %2 times in a row. Let it change what it does, or raise limits.repeats if that is meant.</source>
        <translation>Der Lauf dreht sich bei „%1“ im Kreis: Derselbe Aufruf hatte %2-mal hintereinander dasselbe Ergebnis. Er soll anders vorgehen, oder limits.repeats ist zu erhöhen, wenn das so gemeint ist.</translation>
    </message>
    <message>
        <source>The plug-in&apos;s type &quot;%1&quot; said neither what it gives nor that it failed.</source>
        <translation>Der Typ „%1“ der Erweiterung hat weder gesagt, was er ergibt, noch, dass er gescheitert ist.</translation>
    </message>
    <message>
        <source>A type of the plug-in &quot;%1&quot; is not whole: it needs a dotted name, its texts, a schema, a known kind and a function.</source>
        <translation>Ein Typ der Erweiterung „%1“ ist nicht vollständig: Er braucht einen Namen mit Punkt, seine Texte, ein Schema, eine bekannte Art und eine Funktion.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; belongs to somebody else, or others may write to it, so it is not loaded. Take it over, and take their right to write away.</source>
        <translation>„%1“ gehört jemand anderem, oder andere dürfen hineinschreiben; darum wird es nicht geladen. Bitte selbst Besitzer werden und anderen das Schreibrecht nehmen.</translation>
    </message>
    <message>
        <source>The plug-in &quot;%1&quot; cannot be loaded: %2.</source>
        <translation>Die Erweiterung „%1“ lässt sich nicht laden: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no plug-in of Signalbox: it has no function signalbox_plugin_entry, or that gives nothing. Take it out of the folder.</source>
        <translation>„%1“ ist keine Erweiterung von Signalbox: Die Funktion signalbox_plugin_entry fehlt oder ergibt nichts. Bitte aus dem Ordner nehmen.</translation>
    </message>
    <message>
        <source>The plug-in &quot;%1&quot; was built for version %2 of the plug-in interface; this program has version %3. Build it against this program&apos;s signalbox/plugin.h.</source>
        <translation>Die Erweiterung „%1“ wurde für Version %2 der Schnittstelle gebaut; dieses Programm hat Version %3. Bitte mit der signalbox/plugin.h dieses Programms neu bauen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no plug-in of Signalbox: what its signalbox_plugin_entry gives is not whole. Build it anew.</source>
        <translation>„%1“ ist keine Erweiterung von Signalbox: Was ihre signalbox_plugin_entry ergibt, ist nicht vollständig. Bitte neu bauen.</translation>
    </message>
    <message>
        <source>The plug-in &quot;%1&quot; names a type that is not there.</source>
        <translation>Die Erweiterung „%1“ nennt einen Typ, den es nicht gibt.</translation>
    </message>
    <message>
        <source>The folder of plug-ins &quot;%1&quot; cannot be read: %2.</source>
        <translation>Der Ordner der Erweiterungen „%1“ lässt sich nicht lesen: %2.</translation>
    </message>
    <message>
        <source>Ask a model</source>
        <translation>Ein Modell fragen</translation>
    </message>
    <message>
        <source>Asks a language model and gives its answer, as text or as JSON that fits a schema.</source>
        <translation>Fragt ein Sprachmodell und gibt seine Antwort, als Text oder als JSON, das zu einem Schema passt.</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Who is asked: a provider, a group, or several after one another. Without one, &quot;default&quot;, or the only one there is.</source>
        <translation>Wer gefragt wird: ein Anbieter, eine Gruppe oder mehrere nacheinander. Ohne Angabe „default“ oder der einzige, den es gibt.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>As the provider calls it. Without one, the provider&apos;s default.</source>
        <translation>Wie der Anbieter es nennt. Ohne Angabe das übliche des Anbieters.</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>What the model is to be and to keep to.</source>
        <translation>Was das Modell sein und woran es sich halten soll.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>What is asked; the last message.</source>
        <translation>Was gefragt wird; die letzte Nachricht.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>A conversation that comes before the prompt, or stands in its place.</source>
        <translation>Ein Gespräch, das der Frage vorausgeht oder an ihrer Stelle steht.</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Pictures beside the prompt: addresses, or data: URLs in Base64.</source>
        <translation>Bilder zur Frage: Adressen oder data:-URLs in Base64.</translation>
    </message>
    <message>
        <source>Answer&apos;s schema</source>
        <translation>Schema der Antwort</translation>
    </message>
    <message>
        <source>A JSON Schema. The answer is JSON that fits it, or the step fails.</source>
        <translation>Ein JSON-Schema. Die Antwort ist JSON, das dazu passt, sonst scheitert der Schritt.</translation>
    </message>
    <message>
        <source>Schema told by</source>
        <translation>Schema gesagt durch</translation>
    </message>
    <message>
        <source>provider: it holds the model to the schema. instructions: the schema stands in the prompt, for servers that know nothing better.</source>
        <translation>provider: der Anbieter hält das Modell an das Schema. instructions: das Schema steht in den Anweisungen, für Server, die nichts Besseres kennen.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>How freely the model chooses its words; without it, as the provider does.</source>
        <translation>Wie frei das Modell seine Worte wählt; ohne Angabe wie beim Anbieter üblich.</translation>
    </message>
    <message>
        <source>Most tokens</source>
        <translation>Höchstens Token</translation>
    </message>
    <message>
        <source>The longest answer, with what is thought before it. Budgets reserve that much.</source>
        <translation>Die längste Antwort, mit dem, was davor gedacht wird. So viel wird in Budgets vorgemerkt.</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Denken</translation>
    </message>
    <message>
        <source>How much the model thinks before it answers.</source>
        <translation>Wie viel das Modell denkt, bevor es antwortet.</translation>
    </message>
    <message>
        <source>The output is `{&quot;text&quot;: &quot;…&quot;, &quot;provider&quot;: &quot;openai&quot;, &quot;model&quot;: &quot;gpt-5-mini&quot;, &quot;finish&quot;: &quot;stop&quot;, &quot;usage&quot;: {&quot;inputTokens&quot;: 81, …},
&quot;cost&quot;: {&quot;micros&quot;: 37, &quot;currency&quot;: &quot;usd&quot;}, &quot;attempts&quot;: 1, &quot;durationMs&quot;: 812}`, with a `schema` also `value`: the answer as JSON
that fits it. What does not fit is shown to the model once, with what is wrong; then the step fails with
`llm.schemaMismatch`. `cost` is in millionths, and null where nobody knows the price. `finish` is `length` where the
answer reached `maxTokens`.</source>
        <translation>Die Ausgabe ist `{&quot;text&quot;: &quot;…&quot;, &quot;provider&quot;: &quot;openai&quot;, &quot;model&quot;: &quot;gpt-5-mini&quot;, &quot;finish&quot;: &quot;stop&quot;, &quot;usage&quot;: {&quot;inputTokens&quot;: 81, …},
&quot;cost&quot;: {&quot;micros&quot;: 37, &quot;currency&quot;: &quot;usd&quot;}, &quot;attempts&quot;: 1, &quot;durationMs&quot;: 812}`, mit einem `schema` auch `value`: die Antwort als JSON,
das dazu passt. Was nicht passt, bekommt das Modell einmal gezeigt, mit dem, was falsch ist; danach scheitert der Schritt mit
`llm.schemaMismatch`. `cost` zählt in Millionsteln und ist null, wo niemand den Preis kennt. `finish` ist `length`, wo die
Antwort `maxTokens` erreicht hat.</translation>
    </message>
    <message>
        <source>Providers are set up by `signalbox-cli providers`; their keys never stand in a flow. `provider` names one, a group, or
several after one another: with `openai/gpt-5-mini, local` the second is asked where the first fails as the second may
not. Who was asked and why stands in the record of calls.</source>
        <translation>Anbieter werden mit `signalbox-cli providers` eingerichtet; ihre Schlüssel stehen nie in einem Flow. `provider` nennt einen, eine
Gruppe oder mehrere nacheinander: bei `openai/gpt-5-mini, local` wird der zweite gefragt, wo der erste auf eine Weise scheitert,
die der zweite nicht teilen muss. Wer warum gefragt wurde, steht im Verzeichnis der Aufrufe.</translation>
    </message>
    <message>
        <source>The call waits its turn where the provider&apos;s limits say so, is tried again where that can help, and counts against the
budgets of the workspace, the flow and the run (`limits.tokens`): what it may cost at most is reserved before it. A
budget that has not so much left refuses it, and nothing is asked.</source>
        <translation>Der Aufruf wartet, bis er nach den Grenzen des Anbieters an der Reihe ist, wird wiederholt, wo das helfen kann, und zählt gegen
die Budgets des Arbeitsbereichs, des Flows und des Laufs (`limits.tokens`): Was er höchstens kosten kann, wird vorher vorgemerkt.
Ein Budget, in dem nicht mehr so viel übrig ist, lehnt ihn ab, und nichts wird gefragt.</translation>
    </message>
    <message>
        <source>While the answer comes it is shown with the step. What was asked and what came back is kept with the step, without
secrets.</source>
        <translation>Während die Antwort kommt, ist sie am Schritt zu sehen. Was gefragt wurde und was zurückkam, bleibt beim Schritt, ohne
Geheimnisse.</translation>
    </message>
    <message>
        <source>**Interrupted.** If Signalbox is killed while the call is under way, the step is held *in doubt* for a person, because it
has cost money already, and counts as spent in full. Say `&quot;onInterrupted&quot;: &quot;retry&quot;` at the node, and it is asked again.</source>
        <translation>**Unterbrochen.** Endet Signalbox mitten im Aufruf, bleibt der Schritt *im Zweifel*, bis ein Mensch entscheidet, denn er hat schon
Geld gekostet, und zählt als ganz ausgegeben. Mit `&quot;onInterrupted&quot;: &quot;retry&quot;` am Knoten wird erneut gefragt.</translation>
    </message>
    <message>
        <source>A backend that several people use looks for no servers on its machine; set them up by their address.</source>
        <translation>Ein Backend, das mehrere benutzen, sucht nicht nach Servern auf seiner Maschine; sie über ihre Adresse einrichten.</translation>
    </message>
    <message>
        <source>No provider is named, and there is not exactly one; say which one is to be asked.</source>
        <translation>Kein Anbieter ist genannt, und es gibt nicht genau einen; angeben, welcher gefragt werden soll.</translation>
    </message>
    <message>
        <source>A group has no list of models; ask its members for theirs.</source>
        <translation>Eine Gruppe hat keine Modellliste; ihre Mitglieder nach der ihren fragen.</translation>
    </message>
    <message>
        <source>None of the models that may be asked can do what the request needs; name others, or ask for less.</source>
        <translation>Keines der Modelle, die gefragt werden dürfen, kann, was die Anfrage braucht; andere nennen oder weniger verlangen.</translation>
    </message>
    <message>
        <source>An image is the address of one, or a data: URL in Base64 such as &quot;data:image/png;base64,…&quot;.</source>
        <translation>Ein Bild ist die Adresse eines Bildes oder eine data:-URL in Base64 wie „data:image/png;base64,…“.</translation>
    </message>
    <message>
        <source>No models are asked here; run the flow on a backend that has providers.</source>
        <translation>Hier werden keine Modelle gefragt; den Flow auf einem Backend ausführen, das Anbieter hat.</translation>
    </message>
    <message>
        <source>Give `prompt` or `messages`.</source>
        <translation>`prompt` oder `messages` angeben.</translation>
    </message>
    <message>
        <source>`schemaBy` says how a `schema` is told, but there is none.</source>
        <translation>`schemaBy` sagt, wie ein `schema` mitgeteilt wird, aber es gibt keins.</translation>
    </message>
    <message>
        <source>only a group has members</source>
        <translation>nur eine Gruppe hat Mitglieder</translation>
    </message>
    <message>
        <source>a group has between 1 and 100 members</source>
        <translation>eine Gruppe hat zwischen 1 und 100 Mitglieder</translation>
    </message>
    <message>
        <source>each member names another provider</source>
        <translation>jedes Mitglied nennt einen anderen Anbieter</translation>
    </message>
    <message>
        <source>weights are between 0 and 1000, qualities between 0 and 1</source>
        <translation>Gewichte liegen zwischen 0 und 1000, Güten zwischen 0 und 1</translation>
    </message>
    <message>
        <source>what counts for a score is not below zero</source>
        <translation>was für eine Wertung zählt, ist nicht unter null</translation>
    </message>
    <message>
        <source>A list of providers names at most 100 of them.</source>
        <translation>Eine Liste von Anbietern nennt höchstens 100 davon.</translation>
    </message>
    <message>
        <source>A time begins in 1970 or later, and before it ends.</source>
        <translation>Eine Zeit beginnt 1970 oder später, und bevor sie endet.</translation>
    </message>
    <message>
        <source>A day is counted at most 18 hours, 1080 minutes, from UTC.</source>
        <translation>Ein Tag wird höchstens 18 Stunden, 1080 Minuten, von UTC entfernt gezählt.</translation>
    </message>
    <message>
        <source>The secrets are locked behind a passphrase. Give it in the Secrets pane, or by &quot;signalbox-cli vault unlock&quot;.</source>
        <translation>Die Geheimnisse sind hinter einer Passphrase verschlossen. Sie ist im Bereich „Geheimnisse“ einzugeben oder mit „signalbox-cli vault unlock“.</translation>
    </message>
    <message>
        <source>The master key is in the system&apos;s keychain, and this session has none. The stored secrets are untouched. Start Signalbox in the session of the desktop, and move the key to a file or behind a passphrase there if it is needed without.</source>
        <translation>Der Hauptschlüssel liegt im Schlüsselbund des Systems, und diese Sitzung hat keinen. Die gespeicherten Geheimnisse sind unberührt. Signalbox ist in der Sitzung des Desktops zu starten; wird der Schlüssel auch ohne sie gebraucht, lässt er sich dort in eine Datei oder hinter eine Passphrase verlegen.</translation>
    </message>
    <message>
        <source>A passphrase has at least 8 characters; several words are easy to keep in mind.</source>
        <translation>Eine Passphrase hat mindestens 8 Zeichen; mehrere Wörter lassen sich leicht merken.</translation>
    </message>
    <message>
        <source>A passphrase has at most 1024 bytes.</source>
        <translation>Eine Passphrase hat höchstens 1024 Bytes.</translation>
    </message>
    <message>
        <source>The passphrase file %1 cannot be opened. Check that it is there and may be read by this user.</source>
        <translation>Die Passphrasendatei %1 lässt sich nicht öffnen. Es ist zu prüfen, ob sie da ist und dieser Benutzer sie lesen darf.</translation>
    </message>
    <message>
        <source>The passphrase file %1 may be read by others than its owner. Change its mode to 0600, and think of the passphrase as known.</source>
        <translation>Die Passphrasendatei %1 dürfen auch andere als ihr Besitzer lesen. Ihr Modus ist auf 0600 zu ändern, und die Passphrase gilt als bekannt.</translation>
    </message>
    <message>
        <source>The passphrase file %1 cannot be read.</source>
        <translation>Die Passphrasendatei %1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The key of the secrets is not behind a passphrase; there is nothing to unlock.</source>
        <translation>Der Schlüssel der Geheimnisse liegt nicht hinter einer Passphrase; es gibt nichts aufzuschließen.</translation>
    </message>
    <message>
        <source>The system&apos;s keychain did not keep the key as it was given. Keep it in a file, or behind a passphrase.</source>
        <translation>Der Schlüsselbund des Systems hat den Schlüssel nicht so behalten, wie er ihn bekam. Er lässt sich in einer Datei oder hinter einer Passphrase aufbewahren.</translation>
    </message>
    <message>
        <source>The key in %1 cannot be read: it was damaged. The stored secrets are untouched. Put the file back from a backup.</source>
        <translation>Der Schlüssel in %1 lässt sich nicht lesen: Er wurde beschädigt. Die gespeicherten Geheimnisse sind unberührt. Die Datei ist aus einer Sicherung zurückzuholen.</translation>
    </message>
    <message>
        <source>The passphrase could not be worked on: that takes %1 MiB of memory, which were not free. Try again when they are.</source>
        <translation>Die Passphrase ließ sich nicht verarbeiten: Das braucht %1 MiB Speicher, die nicht frei waren. Später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>This is not the passphrase of the vault. Nothing was changed; try again.</source>
        <translation>Das ist nicht die Passphrase des Tresors. Nichts wurde geändert; noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The key of the secrets is not behind a passphrase, so they cannot be locked. Move it behind one first.</source>
        <translation>Der Schlüssel der Geheimnisse liegt nicht hinter einer Passphrase, darum lassen sie sich nicht verschließen. Er ist vorher hinter eine zu verlegen.</translation>
    </message>
    <message>
        <source>A secret of AWS Secrets Manager has a name or an ARN.</source>
        <translation>Ein Geheimnis von AWS Secrets Manager hat einen Namen oder eine ARN.</translation>
    </message>
    <message>
        <source>There are no AWS keys for the vault %1: neither in its settings nor where they say. Enter them again.</source>
        <translation>Für den Tresor %1 gibt es keine AWS-Schlüssel: weder in seinen Einstellungen noch dort, wohin sie zeigen. Sie sind neu einzugeben.</translation>
    </message>
    <message>
        <source>A secret of HashiCorp Vault has a path without &quot;..&quot;, and a version that is a number and only in version 2 of the KV engine.</source>
        <translation>Ein Geheimnis von HashiCorp Vault hat einen Pfad ohne „..“ und eine Version, die eine Zahl ist, und das nur in Version 2 der KV-Engine.</translation>
    </message>
    <message>
        <source>What signs in to the vault %1 is empty or has spaces or lines in it. Enter the token again.</source>
        <translation>Was beim Tresor %1 anmeldet, ist leer oder enthält Leerzeichen oder Zeilenumbrüche. Das Token ist neu einzugeben.</translation>
    </message>
    <message>
        <source>The mount of the AppRole is a path without &quot;..&quot;.</source>
        <translation>Der Mount der AppRole ist ein Pfad ohne „..“.</translation>
    </message>
    <message>
        <source>A vault&apos;s id consists of letters, digits, &apos;_&apos;, &apos;-&apos; and &apos;.&apos;, at most 64.</source>
        <translation>Die Kennung eines Tresors besteht aus höchstens 64 Buchstaben, Ziffern, „_“, „-“ und „.“.</translation>
    </message>
    <message>
        <source>HashiCorp Vault is signed in with a token, a token file or an AppRole; AWS with keys, the environment or a credentials file.</source>
        <translation>Bei HashiCorp Vault meldet ein Token, eine Tokendatei oder eine AppRole an; bei AWS Schlüssel, die Umgebung oder eine Datei mit Zugangsdaten.</translation>
    </message>
    <message>
        <source>The address of a vault begins with https://; http:// is for this machine only.</source>
        <translation>Die Adresse eines Tresors beginnt mit https://; http:// gilt nur für diesen Rechner.</translation>
    </message>
    <message>
        <source>AWS Secrets Manager needs a region, such as eu-central-1.</source>
        <translation>AWS Secrets Manager braucht eine Region, etwa eu-central-1.</translation>
    </message>
    <message>
        <source>The KV engine of HashiCorp Vault has version 1 or 2.</source>
        <translation>Die KV-Engine von HashiCorp Vault hat Version 1 oder 2.</translation>
    </message>
    <message>
        <source>Name the stored secret that signs in to the vault.</source>
        <translation>Das gespeicherte Geheimnis ist zu nennen, das beim Tresor anmeldet.</translation>
    </message>
    <message>
        <source>An AppRole needs its role id, and AWS keys their access key id.</source>
        <translation>Eine AppRole braucht ihre Role-ID, AWS-Schlüssel brauchen ihre Access-Key-ID.</translation>
    </message>
    <message>
        <source>Name the file that holds the token.</source>
        <translation>Die Datei mit dem Token ist zu nennen.</translation>
    </message>
    <message>
        <source>Files and the environment of a shared backend are its operator&apos;s; sign in with a stored secret instead.</source>
        <translation>Dateien und Umgebung eines geteilten Backends gehören seinem Betreiber; stattdessen meldet ein gespeichertes Geheimnis an.</translation>
    </message>
    <message>
        <source>The settings of a vault have no spaces or control characters, and at most 1000 bytes each.</source>
        <translation>Die Einstellungen eines Tresors enthalten keine Leer- und Steuerzeichen und haben je höchstens 1000 Bytes.</translation>
    </message>
    <message>
        <source>The vault %1 could not be asked (%2). Check its address and that it runs.</source>
        <translation>Der Tresor %1 ließ sich nicht fragen (%2). Zu prüfen ist, ob seine Adresse stimmt und ob er läuft.</translation>
    </message>
    <message>
        <source>The vault %1 gave an answer that cannot be read (%2). Check its address and kind.</source>
        <translation>Der Tresor %1 gab eine Antwort, die sich nicht lesen lässt (%2). Zu prüfen sind seine Adresse und Art.</translation>
    </message>
    <message>
        <source>The vault %1 refused (%2). Check what signs in to it, and what its policy allows.</source>
        <translation>Der Tresor %1 lehnte ab (%2). Zu prüfen ist, was bei ihm anmeldet und was seine Richtlinie erlaubt.</translation>
    </message>
    <message>
        <source>The vault %1 is asked too often (%2). Try again later.</source>
        <translation>Der Tresor %1 wird zu oft gefragt (%2). Später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The vault %1 is sealed or in maintenance (%2). Have its operator unseal it.</source>
        <translation>Der Tresor %1 ist versiegelt oder in Wartung (%2). Sein Betreiber kann ihn entsiegeln.</translation>
    </message>
    <message>
        <source>The vault %1 failed (%2). Try again later.</source>
        <translation>Der Tresor %1 ist gescheitert (%2). Später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The vault %1 did not take the request (%2). Check its settings.</source>
        <translation>Der Tresor %1 nahm die Anfrage nicht an (%2). Zu prüfen sind seine Einstellungen.</translation>
    </message>
    <message>
        <source>The vault %1 has no %2. Mend the path, the field or the version of the secret.</source>
        <translation>Der Tresor %1 hat dies nicht: %2. Pfad, Feld oder Version des Geheimnisses sind zu berichtigen.</translation>
    </message>
    <message>
        <source>The secret at %1 of the vault %2 has several fields; name one of them.</source>
        <translation>Das Geheimnis unter %1 im Tresor %2 hat mehrere Felder; eines davon ist zu nennen.</translation>
    </message>
    <message>
        <source>The file %1, which signs in to the vault %2, cannot be read.</source>
        <translation>Die Datei %1, die beim Tresor %2 anmeldet, lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>There is no vault %1 in this workspace.</source>
        <translation>In diesem Arbeitsbereich gibt es keinen Tresor %1.</translation>
    </message>
    <message>
        <source>A workspace has at most 50 vaults; remove one first.</source>
        <translation>Ein Arbeitsbereich hat höchstens 50 Tresore; vorher ist einer zu entfernen.</translation>
    </message>
    <message>
        <source>The secret %1 is read from the vault %2. Remove it first.</source>
        <translation>Das Geheimnis %1 wird aus dem Tresor %2 gelesen. Es ist vorher zu entfernen.</translation>
    </message>
    <message>
        <source>The secret %1 has a value here. Remove it first, or choose another name.</source>
        <translation>Das Geheimnis %1 hat hier einen Wert. Es ist vorher zu entfernen, oder ein anderer Name ist zu wählen.</translation>
    </message>
    <message>
        <source>A secret of another vault needs its path there, of at most 2048 bytes.</source>
        <translation>Ein Geheimnis eines anderen Tresors braucht seinen Pfad dort, mit höchstens 2048 Bytes.</translation>
    </message>
    <message>
        <source>A workspace has at most 1000 secrets of other vaults; remove one first.</source>
        <translation>Ein Arbeitsbereich hat höchstens 1000 Geheimnisse anderer Tresore; vorher ist eines zu entfernen.</translation>
    </message>
    <message>
        <source>Customer mail</source>
        <translation>Kundenpost</translation>
    </message>
    <message>
        <source>A model sorts customer mails and drafts the replies; a person looks at them before they are written out.</source>
        <translation>Ein Modell sortiert Kundenmails und entwirft die Antworten; ein Mensch sieht sie an, bevor sie geschrieben werden.</translation>
    </message>
    <message>
        <source>This path takes %1.</source>
        <translation>Dieser Pfad nimmt %1.</translation>
    </message>
    <message>
        <source>There is nothing at this path; there are /v1/chat/completions, /v1/responses, /v1/embeddings and /v1/models.</source>
        <translation>Unter diesem Pfad ist nichts; es gibt /v1/chat/completions, /v1/responses, /v1/embeddings und /v1/models.</translation>
    </message>
    <message>
        <source>The token of the endpoint is missing, unknown, expired or revoked. Make one by signalbox-cli endpoint add.</source>
        <translation>Das Token des Endpunkts fehlt, ist unbekannt, abgelaufen oder widerrufen. Ein neues macht signalbox-cli endpoint add.</translation>
    </message>
    <message>
        <source>A port is a number from 0 to 65535.</source>
        <translation>Ein Port ist eine Zahl von 0 bis 65535.</translation>
    </message>
    <message>
        <source>The endpoint is switched off. A person switches it on by signalbox-cli endpoint on.</source>
        <translation>Der Endpunkt ist ausgeschaltet. Eingeschaltet wird er mit signalbox-cli endpoint on.</translation>
    </message>
    <message>
        <source>The token has made as many requests as it may in a minute; ask again a little later.</source>
        <translation>Das Token hat so viele Anfragen gestellt, wie es in einer Minute darf; etwas später wieder fragen.</translation>
    </message>
    <message>
        <source>There is no model &quot;%1&quot; here. Models are named provider/model, or by a group; GET /v1/models lists them.</source>
        <translation>Ein Modell „%1“ gibt es hier nicht. Modelle heißen Anbieter/Modell oder wie eine Gruppe; GET /v1/models nennt sie.</translation>
    </message>
    <message>
        <source>The token may not use the model &quot;%1&quot;; GET /v1/models lists those that it may.</source>
        <translation>Das Token darf das Modell „%1“ nicht benutzen; GET /v1/models nennt die erlaubten.</translation>
    </message>
    <message>
        <source>The request and the answer that it allows may come to more tokens than the token may use in a minute; ask for less.</source>
        <translation>Die Anfrage und die Antwort, die sie erlaubt, können mehr Token kosten, als das Token in einer Minute verbrauchen darf; weniger verlangen.</translation>
    </message>
    <message>
        <source>The token has used as many tokens as it may in a minute; ask again a little later.</source>
        <translation>Das Token hat so viele Token verbraucht, wie es in einer Minute darf; etwas später wieder fragen.</translation>
    </message>
    <message>
        <source>The call was ended here: the token was revoked, or the backend is shutting down.</source>
        <translation>Der Aufruf wurde hier beendet: Das Token wurde widerrufen, oder das Backend fährt herunter.</translation>
    </message>
    <message>
        <source>The answer broke off.</source>
        <translation>Die Antwort brach ab.</translation>
    </message>
    <message>
        <source>The name of a token is one line of 1 to 100 bytes.</source>
        <translation>Der Name eines Tokens ist eine Zeile von 1 bis 100 Bytes.</translation>
    </message>
    <message>
        <source>A token names at most 200 models, each as provider, group or provider/model.</source>
        <translation>Ein Token nennt höchstens 200 Modelle, jedes als Anbieter, Gruppe oder Anbieter/Modell.</translation>
    </message>
    <message>
        <source>Limits and budgets of a token are not below zero.</source>
        <translation>Grenzen und Budgets eines Tokens liegen nicht unter null.</translation>
    </message>
    <message>
        <source>A token expires at a time to come, in milliseconds since 1970 (UTC), or 0 for never.</source>
        <translation>Ein Token läuft zu einer künftigen Zeit ab, in Millisekunden seit 1970 (UTC), oder nie: 0.</translation>
    </message>
    <message>
        <source>A document is imported by at most 3 MiB at a time.</source>
        <translation>Ein Dokument wird in Stücken von höchstens 3 MiB eingelesen.</translation>
    </message>
    <message>
        <source>A recording holds at most 100000 calls and 64 MiB; this one has more.</source>
        <translation>Eine Aufzeichnung fasst höchstens 100000 Aufrufe und 64 MiB; diese hat mehr.</translation>
    </message>
    <message>
        <source>A run that is replayed names its recording.</source>
        <translation>Ein Lauf, der wiedergegeben wird, nennt seine Aufzeichnung.</translation>
    </message>
    <message>
        <source>The recording has no answer to what the step &quot;%1&quot; asks: it, or what comes before it, is not as it was. Record the run again, or run it without the recording.</source>
        <translation>Die Aufzeichnung hat keine Antwort auf das, was der Schritt „%1“ fragt: Er, oder was vor ihm kommt, ist nicht mehr wie damals. Den Lauf neu aufzeichnen oder ohne die Aufzeichnung starten.</translation>
    </message>
    <message>
        <source>Nothing is recorded or replayed here; run the flow on a backend that keeps recordings.</source>
        <translation>Hier wird nichts aufgezeichnet oder wiedergegeben; den Flow auf einem Backend ausführen, das Aufzeichnungen führt.</translation>
    </message>
    <message>
        <source>This is no recording of models: %1</source>
        <translation>Das ist keine Aufzeichnung von Modellen: %1</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>Es wurde nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>This recording was made by a newer Signalbox; update this one to read it.</source>
        <translation>Diese Aufzeichnung stammt von einem neueren Signalbox; dieses aktualisieren, um sie zu lesen.</translation>
    </message>
    <message>
        <source>There is no token %1 of the endpoint in this workspace.</source>
        <translation>In diesem Arbeitsbereich gibt es kein Token %1 des Endpunkts.</translation>
    </message>
    <message>
        <source>The endpoint&apos;s token %1 was changed in the meantime. Read it again and repeat the change.</source>
        <translation>Das Token %1 des Endpunkts wurde inzwischen geändert. Neu lesen und die Änderung wiederholen.</translation>
    </message>
    <message>
        <source>There is no recording %1 in this workspace. List the recordings to see which there are.</source>
        <translation>In diesem Arbeitsbereich gibt es keine Aufzeichnung %1. Die Liste der Aufzeichnungen zeigt, welche es gibt.</translation>
    </message>
    <message>
        <source>A run that has not ended uses the recording %1; wait for it, or cancel it first.</source>
        <translation>Ein Lauf, der noch nicht zu Ende ist, verwendet die Aufzeichnung %1; auf ihn warten oder ihn vorher abbrechen.</translation>
    </message>
    <message>
        <source>The client has gone.</source>
        <translation>Der Client ist gegangen.</translation>
    </message>
    <message>
        <source>%1
Unlock them in the Secrets pane.</source>
        <translation>%1
Entsperren Sie sie im Bereich „Geheimnisse“.</translation>
    </message>
    <message>
        <source>A budget in %1 would limit nothing: what models cost is known in %2. Give it in %3 or in tokens, or a price table in %4.</source>
        <translation>Ein Budget in %1 würde nichts begrenzen: Was Modelle kosten, ist in %2 bekannt. Geben Sie es in %3 oder in Tokens an, oder eine Preistabelle in %4.</translation>
    </message>
    <message>
        <source>There is no time zone &quot;%1&quot; here; name one such as Europe/Berlin, or give offsetMinutes.</source>
        <translation>Eine Zeitzone „%1“ gibt es hier nicht; nennen Sie eine wie Europe/Berlin, oder geben Sie offsetMinutes an.</translation>
    </message>
    <message>
        <source>The recording was renamed while it was read; export it anew.</source>
        <translation>Die Aufzeichnung wurde umbenannt, während sie gelesen wurde; exportieren Sie sie neu.</translation>
    </message>
    <message>
        <source>The answer of Graphviz cannot be used: %1.</source>
        <translation>Die Antwort von Graphviz ist nicht brauchbar: %1.</translation>
    </message>
    <message>
        <source>The budget of %1 is in %2, but what models cost is known in %3, so that nothing can be reserved in it. Remove it, and set one in %4 or in tokens.</source>
        <translation>Das Budget von %1 ist in %2, aber was Modelle kosten, ist in %3 bekannt; darin kann also nichts reserviert werden. Entfernen Sie es und setzen Sie eines in %4 oder in Tokens.</translation>
    </message>
    <message>
        <source>The value of the secret %1 stands in it, at %2, so nothing was exported. Put {{ secrets.%3 }} there instead.</source>
        <translation>Der Wert des Geheimnisses %1 steht darin, bei %2; deshalb wurde nichts exportiert. Setzen Sie dort stattdessen {{ secrets.%3 }} ein.</translation>
    </message>
    <message>
        <source>The value of the secret %1 stands in it, at %2, so nothing was exported. Read it anew: what is read now comes without it.</source>
        <translation>Der Wert des Geheimnisses %1 steht darin, bei %2; deshalb wurde nichts exportiert. Lesen Sie es neu: Was jetzt gelesen wird, kommt ohne ihn.</translation>
    </message>
    <message>
        <source>Nobody can tell whether a secret stands in it, so nothing was exported. %1</source>
        <translation>Niemand kann sagen, ob ein Geheimnis darin steht; deshalb wurde nichts exportiert. %1</translation>
    </message>
    <message>
        <source>The run waits until the secrets are unlocked; these steps need one.</source>
        <translation>Der Lauf wartet, bis die Geheimnisse entsperrt sind; diese Schritte brauchen eines.</translation>
    </message>
    <message>
        <source>A text with more than 32 expressions has no preview.</source>
        <translation>Ein Text mit mehr als 32 Ausdrücken hat keine Vorschau.</translation>
    </message>
    <message>
        <source>A run that is kept in memory has no data for a preview; run the flow durably.</source>
        <translation>Ein Lauf, der nur im Speicher liegt, hat keine Daten für eine Vorschau; bitte den Flow dauerhaft ausführen.</translation>
    </message>
    <message>
        <source>A change stands more than %1 places deep in the flow.</source>
        <translation>Eine Änderung steht mehr als %1 Ebenen tief im Flow.</translation>
    </message>
    <message>
        <source>The backend does not hold this draft as it was after answer %1; send its text.</source>
        <translation>Das Backend hat diesen Entwurf nicht mehr, wie er nach Antwort %1 war; senden Sie seinen Text.</translation>
    </message>
    <message>
        <source>What &quot;%1&quot; works on is too large for a preview.</source>
        <translation>Womit „%1“ arbeitet, ist für eine Vorschau zu groß.</translation>
    </message>
    <message>
        <source>The step &quot;%1&quot; gave nothing in this run.</source>
        <translation>Der Schritt „%1“ hat in diesem Lauf nichts ergeben.</translation>
    </message>
    <message>
        <source>The flow has no place %1.</source>
        <translation>Der Flow hat keine Stelle %1.</translation>
    </message>
    <message>
        <source>A change names a place that the flow does not have.</source>
        <translation>Eine Änderung nennt eine Stelle, die der Flow nicht hat.</translation>
    </message>
    <message>
        <source>One question takes at most %1 changes and %2 entries; send the text.</source>
        <translation>Eine Frage fasst höchstens %1 Änderungen und %2 Einträge; senden Sie den Text.</translation>
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
        <source>Connected %1 with %2.</source>
        <translation>%1 mit %2 verbunden.</translation>
    </message>
    <message>
        <source>Added %1.</source>
        <translation>%1 hinzugefügt.</translation>
    </message>
    <message>
        <source>next</source>
        <translation>als Nächstes</translation>
    </message>
    <message>
        <source>breakpoint</source>
        <translation>Haltepunkt</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Als Nächstes</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) are a subflow now. Ctrl+Enter opens it.</source>
        <translation>
            <numerusform>%n Knoten ist jetzt ein Unterflow. Strg+Eingabe öffnet ihn.</numerusform>
            <numerusform>%n Knoten sind jetzt ein Unterflow. Strg+Eingabe öffnet ihn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unpacked %n node(s).</source>
        <translation>
            <numerusform>%n Knoten ausgepackt.</numerusform>
            <numerusform>%n Knoten ausgepackt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Bookmark removed.</source>
        <translation>Lesezeichen entfernt.</translation>
    </message>
    <message>
        <source>Bookmark set.</source>
        <translation>Lesezeichen gesetzt.</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>if %1</source>
        <translation>wenn %1</translation>
    </message>
    <message numerus="yes">
        <source>%n values</source>
        <translation>
            <numerusform>%n Wert</numerusform>
            <numerusform>%n Werte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranging %n node(s). Esc cancels it.</source>
        <translation>
            <numerusform>%n Knoten wird angeordnet. Esc bricht ab.</numerusform>
            <numerusform>%n Knoten werden angeordnet. Esc bricht ab.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranged %n node(s).</source>
        <translation>
            <numerusform>%n Knoten angeordnet.</numerusform>
            <numerusform>%n Knoten angeordnet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranged %n node(s) by simple columns: Graphviz would take too long for so many.</source>
        <translation>
            <numerusform>%n Knoten in einfachen Spalten angeordnet: Für so viele bräuchte Graphviz zu lange.</numerusform>
            <numerusform>%n Knoten in einfachen Spalten angeordnet: Für so viele bräuchte Graphviz zu lange.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranged %n node(s) by simple columns: Graphviz was not done after %1 s.</source>
        <translation>
            <numerusform>%n Knoten in einfachen Spalten angeordnet: Graphviz war nach %1 s nicht fertig.</numerusform>
            <numerusform>%n Knoten in einfachen Spalten angeordnet: Graphviz war nach %1 s nicht fertig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranged %n node(s) by simple columns. Install the package graphviz for a better arrangement.</source>
        <translation>
            <numerusform>%n Knoten in einfachen Spalten angeordnet. Mit dem Paket graphviz wird die Anordnung besser.</numerusform>
            <numerusform>%n Knoten in einfachen Spalten angeordnet. Mit dem Paket graphviz wird die Anordnung besser.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Arranged %n node(s) by simple columns: Graphviz failed. %1</source>
        <translation>
            <numerusform>%n Knoten in einfachen Spalten angeordnet: Graphviz ist gescheitert. %1</numerusform>
            <numerusform>%n Knoten in einfachen Spalten angeordnet: Graphviz ist gescheitert. %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Arranging is cancelled.</source>
        <translation>Das Anordnen ist abgebrochen.</translation>
    </message>
    <message>
        <source>Taken out of its edges. Esc puts it back.</source>
        <translation>Aus seinen Verbindungen gelöst. Esc setzt es zurück.</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) passed</source>
        <translation>
            <numerusform>%n Wert kam hindurch</numerusform>
            <numerusform>%n Werte kamen hindurch</numerusform>
        </translation>
    </message>
    <message>
        <source>Insert a node</source>
        <translation>Knoten einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>Rahmen %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) in it</source>
        <translation>
            <numerusform>%n Knoten darin</numerusform>
            <numerusform>%n Knoten darin</numerusform>
        </translation>
    </message>
    <message>
        <source>Edge from %1 to %2</source>
        <translation>Kante von %1 nach %2</translation>
    </message>
    <message>
        <source>only if %1</source>
        <translation>nur wenn %1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Notiz: %1</translation>
    </message>
    <message>
        <source>An edge alone cannot be cut: it is copied with the nodes that it connects. Delete removes it.</source>
        <translation>Eine Kante allein lässt sich nicht ausschneiden: Sie wird mit den Knoten kopiert, die sie verbindet. Entf entfernt sie.</translation>
    </message>
    <message numerus="yes">
        <source>Cut %n node(s).</source>
        <translation>
            <numerusform>%n Knoten ausgeschnitten.</numerusform>
            <numerusform>%n Knoten ausgeschnitten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is connected.</source>
        <translation>Es wurde nichts verbunden.</translation>
    </message>
    <message>
        <source>Straighten edges</source>
        <translation>Kanten begradigen</translation>
    </message>
    <message>
        <source>Cost: %1</source>
        <translation>Kosten: %1</translation>
    </message>
    <message>
        <source>Arrow keys follow the edges, Page Down goes through the edges of a node, Shift+Page Down through frames and notes. Ctrl+J connects. Type to add a node.</source>
        <translation>Pfeiltasten folgen den Kanten, Bild ab geht durch die Kanten eines Knotens, Umschalt+Bild ab durch Rahmen und Notizen. Strg+J verbindet. Tippen fügt einen Knoten hinzu.</translation>
    </message>
    <message>
        <source>%1 has no edges.</source>
        <translation>%1 hat keine Kanten.</translation>
    </message>
    <message>
        <source>outgoing</source>
        <translation>ausgehend</translation>
    </message>
    <message>
        <source>incoming</source>
        <translation>eingehend</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2 von %3</translation>
    </message>
    <message>
        <source>There are no frames and no notes.</source>
        <translation>Es gibt keine Rahmen und keine Notizen.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Go to a node first: an edge begins there.</source>
        <translation>Erst zu einem Knoten gehen: Dort beginnt eine Kante.</translation>
    </message>
    <message>
        <source>%1 has no ports.</source>
        <translation>%1 hat keine Anschlüsse.</translation>
    </message>
    <message>
        <source>Arrow keys and Tab choose the other end, Page Down another port.</source>
        <translation>Pfeiltasten und Tab wählen das andere Ende, Bild ab einen anderen Anschluss.</translation>
    </message>
    <message>
        <source>%1 of %2 with %3 of %4. Enter connects, Esc cancels.</source>
        <translation>%1 von %2 mit %3 von %4. Enter verbindet, Esc bricht ab.</translation>
    </message>
    <message>
        <source>%1 of %2: nothing here fits. Type to add a node that does, Esc cancels.</source>
        <translation>%1 von %2: Hier passt nichts. Tippen fügt einen Knoten hinzu, der passt, Esc bricht ab.</translation>
    </message>
    <message>
        <source>cost: %1</source>
        <translation>Kosten: %1</translation>
    </message>
    <message>
        <source>What came in runs “%1” of this file, as none of that name came along. Check that it is the one that was meant, or undo.</source>
        <translation>Was hereinkam, führt „%1“ aus dieser Datei aus, denn unter diesem Namen kam nichts mit. Prüfen Sie, ob der richtige Flow gemeint ist, oder machen Sie es rückgängig.</translation>
    </message>
    <message numerus="yes">
        <source>%n condition(s) could not go along. Check the new edges, or undo.</source>
        <translation>
            <numerusform>%n Bedingung(en) konnten nicht mitgehen. Prüfen Sie die neuen Kanten, oder machen Sie es rückgängig.</numerusform>
            <numerusform>%n Bedingung(en) konnten nicht mitgehen. Prüfen Sie die neuen Kanten, oder machen Sie es rückgängig.</numerusform>
        </translation>
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
    <message>
        <source>The run has more data than were looked through.</source>
        <translation>Der Lauf hat mehr Daten, als durchgesehen wurden.</translation>
    </message>
    <message>
        <source>In its data: %1</source>
        <translation>In seinen Daten: %1</translation>
    </message>
    <message>
        <source>Where it was found</source>
        <translation>Wo es gefunden wurde</translation>
    </message>
    <message>
        <source>In the flow around this. Enter goes there.</source>
        <translation>Im Flow ringsum. Die Eingabetaste führt dorthin.</translation>
    </message>
    <message>
        <source>In %1. Enter goes there.</source>
        <translation>In %1. Die Eingabetaste führt dorthin.</translation>
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
    <message>
        <source>Set bookmark</source>
        <translation>Lesezeichen setzen</translation>
    </message>
    <message>
        <source>Remove bookmark</source>
        <translation>Lesezeichen entfernen</translation>
    </message>
    <message>
        <source>What starts a flow and what ends it stays outside of a subflow; select the steps between them.</source>
        <translation>Was einen Flow startet und was ihn beendet, bleibt außerhalb eines Unterflows; die Schritte dazwischen auswählen.</translation>
    </message>
    <message>
        <source>Select the steps that become a subflow.</source>
        <translation>Die Schritte auswählen, die ein Unterflow werden sollen.</translation>
    </message>
    <message>
        <source>A subflow has one result: what leaves the selection must leave it from one step, and not by a branch. Select up to where the branches join.</source>
        <translation>Ein Unterflow hat ein Ergebnis: Was die Auswahl verlässt, muss sie von einem Schritt aus verlassen und nicht über einen Zweig. Bis dorthin auswählen, wo die Zweige zusammenkommen.</translation>
    </message>
    <message>
        <source>What enters the selection by a named port or after a failure cannot go into a subflow; select that step, too.</source>
        <translation>Was über einen benannten Anschluss oder nach einem Fehler in die Auswahl kommt, kann nicht in einen Unterflow; diesen Schritt mit auswählen.</translation>
    </message>
    <message>
        <source>Edges with different conditions lead from one step into the selection; select that step, too.</source>
        <translation>Von einem Schritt führen Verbindungen mit verschiedenen Bedingungen in die Auswahl; diesen Schritt mit auswählen.</translation>
    </message>
    <message>
        <source>Collapse to subflow</source>
        <translation>Zu Unterflow zusammenfassen</translation>
    </message>
    <message>
        <source>Subflow</source>
        <translation>Unterflow</translation>
    </message>
    <message>
        <source>Only a subflow whose steps are in this file can be unpacked.</source>
        <translation>Nur ein Unterflow, dessen Schritte in dieser Datei stehen, lässt sich auspacken.</translation>
    </message>
    <message>
        <source>This subflow has variables of its own; move them into the flow around it before it is unpacked.</source>
        <translation>Dieser Unterflow hat eigene Variablen; vor dem Auspacken müssen sie in den Flow um ihn herum.</translation>
    </message>
    <message>
        <source>The result of this subflow is made of several; it can be unpacked where one step gives it.</source>
        <translation>Das Ergebnis dieses Unterflows entsteht aus mehreren; auspacken lässt er sich, wo ein Schritt es gibt.</translation>
    </message>
    <message>
        <source>Both the way to its result and the way from there have conditions; take one of them away before it is unpacked.</source>
        <translation>Der Weg zu seinem Ergebnis und der Weg von dort haben beide Bedingungen; vor dem Auspacken eine davon entfernen.</translation>
    </message>
    <message>
        <source>This subflow makes an input of its own for its steps; it can be unpacked where it hands its input on.</source>
        <translation>Dieser Unterflow macht für seine Schritte eine eigene Eingabe; auspacken lässt er sich, wo er seine Eingabe weitergibt.</translation>
    </message>
    <message>
        <source>Unpack subflow</source>
        <translation>Unterflow auspacken</translation>
    </message>
    <message>
        <source>What enters the selection by a branch or on a condition must be all that enters it; select the branch, too.</source>
        <translation>Was über einen Zweig oder unter einer Bedingung in die Auswahl kommt, muss alles sein, was hineinkommt; den Zweig mit auswählen.</translation>
    </message>
    <message>
        <source>A step outside of the selection uses what one inside gives, and that is not its result; select that step, too.</source>
        <translation>Ein Schritt außerhalb der Auswahl verwendet, was einer darin liefert, und das ist nicht ihr Ergebnis; auch diesen Schritt auswählen.</translation>
    </message>
    <message>
        <source>A way leads out of the selection and into it again; select the steps on it, too.</source>
        <translation>Ein Weg führt aus der Auswahl hinaus und wieder hinein; auch die Schritte darauf auswählen.</translation>
    </message>
    <message>
        <source>This subflow has settings, notes or frames of its own, or a way out of its own, which would be lost; it stays as it is.</source>
        <translation>Dieser Unterflow hat eigene Einstellungen, Notizen oder Rahmen oder einen eigenen Ausgang, die verloren gingen; er bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Both the way into it and the way on from there have conditions; take one of them away before it is unpacked.</source>
        <translation>Sowohl der Weg hinein als auch der Weg von dort weiter haben Bedingungen; vor dem Auspacken eine davon entfernen.</translation>
    </message>
    <message>
        <source>What stands at %1 must be %2.</source>
        <translation>Was bei %1 steht, muss %2 sein.</translation>
    </message>
    <message>
        <source>The id at %1 must be one that no other node has.</source>
        <translation>Die ID bei %1 muss eine sein, die kein anderer Knoten hat.</translation>
    </message>
    <message>
        <source>an array</source>
        <translation>ein Array</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message numerus="yes">
        <source>an array of %n number(s)</source>
        <translation>
            <numerusform>ein Array aus %n Zahl(en)</numerusform>
            <numerusform>ein Array aus %n Zahl(en)</numerusform>
        </translation>
    </message>
    <message>
        <source>an array of points, each an array of two numbers</source>
        <translation>ein Array aus Punkten, jeder ein Array aus zwei Zahlen</translation>
    </message>
    <message>
        <source>The text in the clipboard is larger than 8 MiB; open it as a file.</source>
        <translation>Der Text in der Zwischenablage ist größer als 8 MiB; öffnen Sie ihn als Datei.</translation>
    </message>
    <message>
        <source>The text in the clipboard is no part of a flow; copy nodes, or the JSON of a flow.</source>
        <translation>Der Text in der Zwischenablage ist kein Teil eines Flows; kopieren Sie Knoten oder das JSON eines Flows.</translation>
    </message>
    <message>
        <source>The text in the clipboard cannot be pasted. %1</source>
        <translation>Der Text in der Zwischenablage kann nicht eingefügt werden. %1</translation>
    </message>
    <message>
        <source>The text in the clipboard holds no nodes, frames or notes.</source>
        <translation>Der Text in der Zwischenablage enthält weder Knoten noch Rahmen noch Notizen.</translation>
    </message>
    <message>
        <source>Change colour</source>
        <translation>Farbe ändern</translation>
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
    <name>signalbox::canvas::TypeList</name>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Find a type of node</source>
        <translation>Knotentyp suchen</translation>
    </message>
    <message>
        <source>Enter adds one to the flow; or drag it onto the canvas, onto an edge to insert it there.</source>
        <translation>Die Eingabetaste fügt einen in den Flow ein; oder ziehen Sie ihn auf die Arbeitsfläche, auf eine Kante, um ihn dort einzusetzen.</translation>
    </message>
    <message>
        <source>Nothing fits. Try another word.</source>
        <translation>Nichts passt. Versuchen Sie ein anderes Wort.</translation>
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
    <message numerus="yes">
        <source>%n question(s) of runs wait for you.</source>
        <translation>
            <numerusform>%n Frage eines Laufs wartet auf Antwort.</numerusform>
            <numerusform>%n Fragen von Läufen warten auf Antwort.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>“%1” is connected. Flows can ask it now.</source>
        <translation>„%1“ ist verbunden. Flows können ihn jetzt fragen.</translation>
    </message>
    <message>
        <source>Connect a &amp;model…</source>
        <translation>&amp;Modell verbinden…</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Costs of models</source>
        <translation>Kosten der Modelle</translation>
    </message>
    <message>
        <source>Endpoint for other tools</source>
        <translation>Endpunkt für andere Werkzeuge</translation>
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
    <message numerus="yes">
        <source>%n changes that are not saved</source>
        <translation>
            <numerusform>%n Änderung ist nicht gespeichert</numerusform>
            <numerusform>%n Änderungen sind nicht gespeichert</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard unsaved work</source>
        <translation>Ungespeichertes verwerfen</translation>
    </message>
    <message>
        <source>Discard what was changed in “%1” and not saved? It cannot be brought back.</source>
        <translation>Was in „%1“ geändert und nicht gespeichert wurde, verwerfen? Es lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>The whole flow, small, in a corner of the canvas.</source>
        <translation>Der ganze Flow, klein, in einer Ecke der Arbeitsfläche.</translation>
    </message>
    <message>
        <source>Snapping</source>
        <translation>Einrasten</translation>
    </message>
    <message>
        <source>What is moved keeps to the grid and to its neighbours.</source>
        <translation>Was bewegt wird, hält sich an das Raster und an seine Nachbarn.</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>O&amp;verview</source>
        <translation>&amp;Übersicht</translation>
    </message>
    <message>
        <source>S&amp;nap to grid and neighbours</source>
        <translation>An Raster und &amp;Nachbarn einrasten</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::AdviceList</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Up to %1 of %2</source>
        <comment>saved, spent</comment>
        <translation>Bis zu %1 von %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>provider, model</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Ask %1 where its answers are good enough.</source>
        <translation>%1 fragen, wo dessen Antworten gut genug sind.</translation>
    </message>
    <message>
        <source>Put what is the same in every prompt first: only %1 of the input was found in the provider’s cache.</source>
        <translation>Voranstellen, was in jedem Prompt gleich ist: nur %1 der Eingabe lagen im Zwischenspeicher des Anbieters.</translation>
    </message>
    <message numerus="yes">
        <source>See why %n call(s) failed: %1 of the money went to them.</source>
        <translation>
            <numerusform>Nachsehen, warum %n Aufruf gescheitert ist: %1 des Geldes gingen dafür drauf.</numerusform>
            <numerusform>Nachsehen, warum %n Aufrufe gescheitert sind: %1 des Geldes gingen dafür drauf.</numerusform>
        </translation>
    </message>
    <message>
        <source>Let it think less: %1 of the output was thought.</source>
        <translation>Weniger nachdenken lassen: %1 der Ausgabe waren Gedanken.</translation>
    </message>
    <message>
        <source>Ways to spend less</source>
        <translation>Wie es günstiger ginge</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>saved of spent, provider and model</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <comment>saved of spent, provider and model, what to do</comment>
        <translation>%1 %2: %3</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ApprovalsView</name>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>freigegeben</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>too late</source>
        <translation>zu spät</translation>
    </message>
    <message>
        <source>not asked any more</source>
        <translation>nicht mehr gefragt</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>Nothing to approve</source>
        <translation>Nichts freizugeben</translation>
    </message>
    <message>
        <source>What runs ask persons appears here.</source>
        <translation>Hier erscheint, was Läufe von Menschen wissen wollen.</translation>
    </message>
    <message>
        <source>To be decided</source>
        <translation>Zu entscheiden</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>Lauf zeigen</translation>
    </message>
    <message>
        <source>A word on why (may stay empty)</source>
        <translation>Ein Wort zum Grund (kann leer bleiben)</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>for others to decide</source>
        <translation>von anderen zu entscheiden</translation>
    </message>
    <message numerus="yes">
        <source>Approve %n</source>
        <translation>
            <numerusform>%n freigeben</numerusform>
            <numerusform>%n freigeben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n</source>
        <translation>
            <numerusform>%n ablehnen</numerusform>
            <numerusform>%n ablehnen</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a question to see its data, or several to answer them alike.</source>
        <translation>Eine Frage wählen, um ihre Daten zu sehen, oder mehrere, um sie gleich zu beantworten.</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) chosen</source>
        <translation>
            <numerusform>%n Frage gewählt</numerusform>
            <numerusform>%n Fragen gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>decided by %1</source>
        <translation>entschieden von %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message numerus="yes">
        <source>%n approved</source>
        <translation>
            <numerusform>%n freigegeben</numerusform>
            <numerusform>%n freigegeben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n abgelehnt</numerusform>
            <numerusform>%n abgelehnt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; others were not: %2</source>
        <translation>%1; andere nicht: %2</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::BudgetBars</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more budget(s)</source>
        <translation>
            <numerusform>%n weiteres Budget</numerusform>
            <numerusform>%n weitere Budgets</numerusform>
        </translation>
    </message>
    <message>
        <source>Spent of budgets</source>
        <translation>Verbraucht von Budgets</translation>
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
    <name>signalbox::ui::CompareView</name>
    <message>
        <source>Only what differs</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>Voriger Unterschied</translation>
    </message>
    <message>
        <source>Two runs compared</source>
        <translation>Zwei Läufe im Vergleich</translation>
    </message>
    <message>
        <source>Input, result and steps of both runs</source>
        <translation>Eingabe, Ergebnis und Schritte beider Läufe</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>Vergleich schließen</translation>
    </message>
    <message>
        <source>First run</source>
        <translation>Erster Lauf</translation>
    </message>
    <message>
        <source>Second run</source>
        <translation>Zweiter Lauf</translation>
    </message>
    <message>
        <source>Comparing runs</source>
        <translation>Läufe vergleichen</translation>
    </message>
    <message>
        <source>Reading both runs</source>
        <translation>Beide Läufe werden gelesen</translation>
    </message>
    <message>
        <source>No runs to compare</source>
        <translation>Keine Läufe zu vergleichen</translation>
    </message>
    <message>
        <source>The runs cannot be compared</source>
        <translation>Die Läufe lassen sich nicht vergleichen</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>Kein Unterschied</translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n Unterschied</numerusform>
            <numerusform>%n Unterschiede</numerusform>
        </translation>
    </message>
    <message>
        <source>in the first %1 steps</source>
        <translation>in den ersten %1 Schritten</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>Nichts.</translation>
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
    <name>signalbox::ui::CostPlot</name>
    <message>
        <source>Cost by day</source>
        <translation>Kosten je Tag</translation>
    </message>
    <message>
        <source>Nothing is known to have been spent</source>
        <translation>Von keiner Ausgabe ist etwas bekannt</translation>
    </message>
    <message>
        <source>At most %1 a day, on %2</source>
        <translation>Höchstens %1 am Tag, am %2</translation>
    </message>
    <message>
        <source>%1: no calls</source>
        <translation>%1: keine Aufrufe</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2, %n call(s)</source>
        <translation>
            <numerusform>%1: %2, %n Aufruf</numerusform>
            <numerusform>%1: %2, %n Aufrufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of unknown cost</source>
        <translation>
            <numerusform>%1, bei %n unbekannt</numerusform>
            <numerusform>%1, bei %n unbekannt</numerusform>
        </translation>
    </message>
    <message>
        <source>MMM d</source>
        <comment>format of a date without its year</comment>
        <translation>d. MMM</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::CostsPage</name>
    <message>
        <source>Read anew</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Costs by</source>
        <translation>Kosten nach</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>Nach Modell</translation>
    </message>
    <message>
        <source>By provider</source>
        <translation>Nach Anbieter</translation>
    </message>
    <message>
        <source>By flow</source>
        <translation>Nach Flow</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>The costs cannot be read</source>
        <translation>Die Kosten lassen sich nicht lesen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>No calls in this time</source>
        <translation>Keine Aufrufe in dieser Zeit</translation>
    </message>
    <message>
        <source>What flows, conversations and tests ask of models is counted here, with what it costs.</source>
        <translation>Was Flows, Unterhaltungen und Tests von Modellen erfragen, wird hier gezählt, mit dem, was es kostet.</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) whose cost nobody knows</source>
        <translation>
            <numerusform>%n Aufruf mit unbekannten Kosten</numerusform>
            <numerusform>%n Aufrufe mit unbekannten Kosten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>sum, and so many calls</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>By token of the endpoint</source>
        <translation>Nach Token des Endpunkts</translation>
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
    <name>signalbox::ui::DiffView</name>
    <message>
        <source>&amp;Take back</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>Versions compared</source>
        <translation>Verglichene Versionen</translation>
    </message>
    <message>
        <source>Both versions of the flow</source>
        <translation>Beide Versionen des Flows</translation>
    </message>
    <message>
        <source>Version to compare with</source>
        <translation>Version zum Vergleichen</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Makes what is selected so as it was in the other version; undo brings it back.</source>
        <translation>Macht das Ausgewählte so, wie es in der anderen Version war; Rückgängig bringt es zurück.</translation>
    </message>
    <message>
        <source>Previous change</source>
        <translation>Vorige Änderung</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>Nächste Änderung</translation>
    </message>
    <message>
        <source>Back to editing</source>
        <translation>Zurück zum Bearbeiten</translation>
    </message>
    <message>
        <source>Reading the versions…</source>
        <translation>Die Versionen werden gelesen …</translation>
    </message>
    <message>
        <source>what was saved last</source>
        <translation>dem zuletzt Gespeicherten</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>What was saved last</source>
        <translation>Zuletzt gespeichert</translation>
    </message>
    <message>
        <source>Version %1 (live)</source>
        <translation>Version %1 (live)</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>The same as %1</source>
        <translation>Dasselbe wie in %1</translation>
    </message>
    <message numerus="yes">
        <source>%n changes since %1</source>
        <translation>
            <numerusform>%n Änderung seit %1</numerusform>
            <numerusform>%n Änderungen seit %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back changes since %1</source>
        <translation>Änderungen seit %1 zurücknehmen</translation>
    </message>
    <message>
        <source>Taken back. Undo brings it back.</source>
        <translation>Zurückgenommen. Rückgängig bringt es zurück.</translation>
    </message>
    <message>
        <source>What is compared with it</source>
        <translation>Was damit verglichen wird</translation>
    </message>
    <message>
        <source>As it stands here</source>
        <translation>Wie er hier steht</translation>
    </message>
    <message>
        <source>No changes from %1 to %2</source>
        <translation>Keine Änderungen von %1 zu %2</translation>
    </message>
    <message numerus="yes">
        <source>%n changes from %1 to %2</source>
        <translation>
            <numerusform>%n Änderung von %1 zu %2</numerusform>
            <numerusform>%n Änderungen von %1 zu %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Versions stay as they are. Compare the flow as it stands here to take changes back.</source>
        <translation>Versionen bleiben, wie sie sind. Vergleichen Sie den Flow, wie er hier steht, um Änderungen zurückzunehmen.</translation>
    </message>
    <message>
        <source>The flow or the version has changed; what differs is being looked for.</source>
        <translation>Der Flow oder die Version hat sich geändert; die Unterschiede werden gesucht.</translation>
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
        <source>Result of the run: %1, %2</source>
        <translation>Ergebnis des Laufs: %1, %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::EndpointPage</name>
    <message>
        <source>New token…</source>
        <translation>Neues Token…</translation>
    </message>
    <message>
        <source>Change its limits…</source>
        <translation>Seine Grenzen ändern…</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Read anew</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Die Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy the example</source>
        <translation>Das Beispiel kopieren</translation>
    </message>
    <message>
        <source>Offer the models to other &amp;tools</source>
        <translation>Modelle anderen &amp;Werkzeugen anbieten</translation>
    </message>
    <message>
        <source>“%1” is revoked for good: whoever has it is refused from now on, and its calls end.</source>
        <translation>„%1“ wird endgültig widerrufen: Wer es hat, wird ab jetzt abgewiesen, und seine Aufrufe enden.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Any that is free</source>
        <translation>Irgendein freier</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>Address of the endpoint</source>
        <translation>Adresse des Endpunkts</translation>
    </message>
    <message>
        <source>How a tool is pointed at it</source>
        <translation>Wie ein Werkzeug ihn findet</translation>
    </message>
    <message>
        <source>Tokens of the endpoint</source>
        <translation>Token des Endpunkts</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Goose, Continue, OpenCode and whatever speaks OpenAI&apos;s API can ask the models that are set up here, with the keys, limits and costs of this backend.</source>
        <translation>Goose, Continue, OpenCode und was sonst die API von OpenAI spricht, können die hier eingerichteten Modelle fragen, mit den Schlüsseln, Grenzen und Kosten dieses Backends.</translation>
    </message>
    <message>
        <source>It answers programs on this machine, each with a token of its own.</source>
        <translation>Er antwortet Programmen auf diesem Rechner, jedem mit einem eigenen Token.</translation>
    </message>
    <message>
        <source>It answers at the backend&apos;s address, whoever has a token of its own.</source>
        <translation>Er antwortet unter der Adresse des Backends jedem, der ein Token des Endpunkts hat.</translation>
    </message>
    <message>
        <source>Nobody can be answered: %1</source>
        <translation>Es kann niemandem geantwortet werden: %1</translation>
    </message>
    <message>
        <source>No address while it is off</source>
        <translation>Keine Adresse, solange er aus ist</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::EndpointTokenDialog</name>
    <message>
        <source>Make the token</source>
        <translation>Token erzeugen</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>New token of the endpoint</source>
        <translation>Neues Token des Endpunkts</translation>
    </message>
    <message>
        <source>Limits of “%1”</source>
        <translation>Grenzen von „%1“</translation>
    </message>
    <message>
        <source>Which tool has it</source>
        <translation>Welches Werkzeug es hat</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Providers, groups or provider/model, with commas between them.</source>
        <translation>Anbieter, Gruppen oder Anbieter/Modell, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>As many as it likes</source>
        <translation>Beliebig viele</translation>
    </message>
    <message>
        <source>Without a limit</source>
        <translation>Ohne Grenze</translation>
    </message>
    <message>
        <source>On %1</source>
        <translation>Am %1</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message numerus="yes">
        <source>In %n day(s)</source>
        <translation>
            <numerusform>In %n Tag</numerusform>
            <numerusform>In %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>&amp;Modelle</translation>
    </message>
    <message>
        <source>&amp;Requests a minute</source>
        <translation>An&amp;fragen pro Minute</translation>
    </message>
    <message>
        <source>&amp;Tokens a minute</source>
        <translation>&amp;Token pro Minute</translation>
    </message>
    <message>
        <source>May &amp;spend in all</source>
        <translation>Darf insgesamt &amp;ausgeben</translation>
    </message>
    <message>
        <source>Tokens &amp;in all</source>
        <translation>Token in&amp;sgesamt</translation>
    </message>
    <message>
        <source>&amp;Expires</source>
        <translation>&amp;Läuft ab</translation>
    </message>
    <message>
        <source>The token</source>
        <translation>Das Token</translation>
    </message>
    <message>
        <source>Copy the token</source>
        <translation>Das Token kopieren</translation>
    </message>
    <message>
        <source>This is the only time that it is shown. Give it to the tool as its API key.</source>
        <translation>Es wird nur dieses eine Mal gezeigt. Es kommt als API-Schlüssel in das Werkzeug.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::EndpointTokensModel</name>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n Aufruf</numerusform>
            <numerusform>%n Aufrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 spent</source>
        <translation>%1 von %2 ausgegeben</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 von %2 Token</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Used %1</source>
        <translation>Benutzt: %1</translation>
    </message>
    <message>
        <source>Never used</source>
        <translation>Nie benutzt</translation>
    </message>
    <message>
        <source>%1…
%2
%3</source>
        <translation>%1…
%2
%3</translation>
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
    <message>
        <source>There is no backend now that could tell whether a secret stands in them. Try again when it is connected.</source>
        <translation>Es gibt gerade kein Backend, das sagen könnte, ob ein Geheimnis darin steht. Versuchen Sie es noch einmal, wenn es verbunden ist.</translation>
    </message>
    <message>
        <source>“%1” could not be written. Choose another place.</source>
        <translation>„%1“ konnte nicht geschrieben werden. Bitte einen anderen Ort wählen.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ExpressionPreview</name>
    <message>
        <source>Preview with the data of the last run</source>
        <translation>Vorschau mit den Daten des letzten Laufs</translation>
    </message>
    <message>
        <source>The last run did not come here.</source>
        <translation>Der letzte Lauf ist nicht hierher gekommen.</translation>
    </message>
    <message>
        <source>Taken: %1</source>
        <translation>Wird genommen: %1</translation>
    </message>
    <message>
        <source>Not taken: %1</source>
        <translation>Wird nicht genommen: %1</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::FieldEditor</name>
    <message>
        <source>Different values</source>
        <translation>Verschiedene Werte</translation>
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
    <message>
        <source>Not in reach, trying again</source>
        <translation>Nicht erreichbar, neuer Versuch</translation>
    </message>
    <message>
        <source>%1 What was edited here is shown; save it to have it back.</source>
        <translation>%1 Gezeigt wird, was hier bearbeitet wurde; speichern holt es zurück.</translation>
    </message>
    <message>
        <source>What you change here is not kept until you save it.</source>
        <translation>Änderungen werden hier erst mit dem Speichern aufbewahrt.</translation>
    </message>
    <message>
        <source>It is kept as “%1”.</source>
        <translation>Aufbewahrt als „%1“.</translation>
    </message>
    <message>
        <source>Not all of what was edited could be read. What could is here; the whole file is kept beside it.</source>
        <translation>Nicht alles Bearbeitete war lesbar. Das Lesbare ist hier; die ganze Datei bleibt daneben erhalten.</translation>
    </message>
    <message>
        <source>The text beside “%1” has a mistake and is not in the flow yet. Mend it first.</source>
        <translation>Der Text neben „%1“ hat einen Fehler und ist noch nicht im Flow. Zuerst berichtigen.</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved and could not be kept. Save it first, or take the changes back.</source>
        <translation>„%1“ hat Änderungen, die nicht gespeichert sind und nicht aufbewahrt werden konnten. Zuerst speichern oder die Änderungen zurücknehmen.</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Trotzdem schließen</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Paused before %1</source>
        <translation>Angehalten vor „%1“</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>„%1“ exportieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Flow (*.json)</source>
        <translation>Flow (*.json)</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Drawing that can be scaled (*.svg)</source>
        <translation>Skalierbare Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Document (*.pdf)</source>
        <translation>Dokument (*.pdf)</translation>
    </message>
    <message>
        <source>Exported as “%1”.</source>
        <translation>Als „%1“ exportiert.</translation>
    </message>
    <message>
        <source>Breakpoint removed</source>
        <translation>Haltepunkt entfernt</translation>
    </message>
    <message>
        <source>Runs pause before this node</source>
        <translation>Läufe halten vor diesem Knoten an</translation>
    </message>
    <message>
        <source>All breakpoints removed</source>
        <translation>Alle Haltepunkte entfernt</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>This is too much data to be edited here. Run from here with the same data.</source>
        <translation>Das sind zu viele Daten, um sie hier zu bearbeiten. Von hier mit denselben Daten ausführen.</translation>
    </message>
    <message>
        <source>Pin the output of %1</source>
        <translation>Ausgabe von „%1“ festlegen</translation>
    </message>
    <message>
        <source>Run from %1</source>
        <translation>Ab „%1“ ausführen</translation>
    </message>
    <message>
        <source>This stands in for what the node gives; the node itself is not run. What was done before it is taken over, and what follows runs, by the flow as that run had it.</source>
        <translation>Das steht für das, was der Knoten liefert; er selbst wird nicht ausgeführt. Was vor ihm getan wurde, wird übernommen, und was folgt, läuft nach dem Flow, wie ihn jener Lauf hatte.</translation>
    </message>
    <message>
        <source>This is what the node is given. What was done before it is taken over, and what follows runs, by the flow as that run had it.</source>
        <translation>Das bekommt der Knoten. Was vor ihm getan wurde, wird übernommen, und was folgt, läuft nach dem Flow, wie ihn jener Lauf hatte.</translation>
    </message>
    <message>
        <source>What was typed beside “%1” is not in the flow yet; it is still there.</source>
        <translation>Was neben „%1“ getippt wurde, ist noch nicht im Flow; es ist noch da.</translation>
    </message>
    <message>
        <source>Show the text</source>
        <translation>Text zeigen</translation>
    </message>
    <message>
        <source>%1 is paused</source>
        <translation>„%1“ ist angehalten</translation>
    </message>
    <message>
        <source>%1 of data; select the node to see them</source>
        <translation>%1 Daten; den Knoten auswählen, um sie zu sehen</translation>
    </message>
    <message>
        <source>Text for Mermaid (*.mmd)</source>
        <translation>Text für Mermaid (*.mmd)</translation>
    </message>
    <message>
        <source>A run: about %1</source>
        <translation>Ein Lauf: etwa %1</translation>
    </message>
    <message>
        <source>A run: at most %1</source>
        <translation>Ein Lauf: höchstens %1</translation>
    </message>
    <message numerus="yes">
        <source>From %n run(s) that ended well; nine of ten cost no more than %1.</source>
        <translation>
            <numerusform>Aus %n gelungenen Lauf; er kostete %1.</numerusform>
            <numerusform>Aus %n gelungenen Läufen; neun von zehn kosten nicht mehr als %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>By the prices of the longest answers that its steps may ask for; it has not run yet.</source>
        <translation>Nach den Preisen der längsten Antworten, die seine Schritte verlangen dürfen; er ist noch nicht gelaufen.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>step, cost</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Example answers: no model was asked. They come with this sample and fit it as it is.</source>
        <translation>Beispielantworten: Es wurde kein Modell gefragt. Sie gehören zu diesem Beispiel und passen zu ihm, wie es ist.</translation>
    </message>
    <message>
        <source>Connect a model</source>
        <translation>Ein Modell verbinden</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Recorded answers: no model was asked.</source>
        <translation>Aufgezeichnete Antworten: Es wurde kein Modell gefragt.</translation>
    </message>
    <message>
        <source>Save the recorded answers</source>
        <translation>Aufgezeichnete Antworten speichern</translation>
    </message>
    <message>
        <source>Recorded answers (*.json)</source>
        <translation>Aufgezeichnete Antworten (*.json)</translation>
    </message>
    <message>
        <source>%1 answers.json</source>
        <translation>%1 Antworten.json</translation>
    </message>
    <message>
        <source>The answers are saved as “%1”.</source>
        <translation>Die Antworten sind als „%1“ gespeichert.</translation>
    </message>
    <message>
        <source>“%1” could not be written. Choose another place.</source>
        <translation>„%1“ konnte nicht geschrieben werden. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message numerus="yes">
        <source>This run has more steps than are gone through here; its first %n are shown.</source>
        <translation>
            <numerusform>Dieser Lauf hat mehr Schritte, als hier durchgegangen werden; nur %n wird gezeigt.</numerusform>
            <numerusform>Dieser Lauf hat mehr Schritte, als hier durchgegangen werden; die ersten %n werden gezeigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; its steps are being read</source>
        <translation>%1; seine Schritte werden gelesen</translation>
    </message>
    <message>
        <source>%1; not all of its steps are shown</source>
        <translation>%1; nicht alle seine Schritte sind zu sehen</translation>
    </message>
    <message>
        <source>Text for Graphviz (*.dot *.gv)</source>
        <translation>Text für Graphviz (*.dot *.gv)</translation>
    </message>
    <message>
        <source>Replace file</source>
        <translation>Datei ersetzen</translation>
    </message>
    <message>
        <source>“%1” is there already. Replace it?</source>
        <translation>„%1“ gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>This node did not end.</source>
        <translation>Dieser Knoten ist nicht zu Ende gekommen.</translation>
    </message>
    <message>
        <source>Nothing was read of this node.</source>
        <translation>Von diesem Knoten wurde nichts gelesen.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>time, cost</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>The run is paused.</source>
        <translation>Der Lauf ist angehalten.</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) of this run are no longer in the flow and are left out: %1</source>
        <translation>
            <numerusform>%n Knoten dieses Laufs gibt es im Flow nicht mehr; er fehlt hier: %1</numerusform>
            <numerusform>%n Knoten dieses Laufs gibt es im Flow nicht mehr; sie fehlen hier: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>This run was of version %1; the flow has changed since.</source>
        <translation>Dieser Lauf war von Version %1; der Flow hat sich seitdem geändert.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::FormDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::GroupDialog</name>
    <message>
        <source>The first is asked; the next ones only where it fails.</source>
        <translation>Der erste wird gefragt; die nächsten nur, wo er versagt.</translation>
    </message>
    <message>
        <source>Each is asked in its turn.</source>
        <translation>Jeder wird der Reihe nach gefragt.</translation>
    </message>
    <message>
        <source>By turns, as often as the weights say.</source>
        <translation>Abwechselnd, so oft wie die Gewichte sagen.</translation>
    </message>
    <message>
        <source>The one with the fewest calls under way.</source>
        <translation>Der mit den wenigsten Aufrufen unterwegs.</translation>
    </message>
    <message>
        <source>The one whose first token came soonest lately.</source>
        <translation>Der, dessen erstes Token zuletzt am schnellsten kam.</translation>
    </message>
    <message>
        <source>The one that costs least, as far as its price is known.</source>
        <translation>Der, der am wenigsten kostet, soweit sein Preis bekannt ist.</translation>
    </message>
    <message>
        <source>Cost, latency, quality and health together; quality is what you say it is.</source>
        <translation>Kosten, Wartezeit, Güte und Gesundheit zusammen; die Güte ist, was man angibt.</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Ablegen</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>A group of models under one name</source>
        <translation>Eine Gruppe von Modellen unter einem Namen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>How one is chosen</source>
        <translation>Wie gewählt wird</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;How one is chosen</source>
        <translation>&amp;Wie gewählt wird</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>There is a provider of that name already.</source>
        <translation>Es gibt schon einen Anbieter dieses Namens.</translation>
    </message>
    <message>
        <source>Connect a provider first; a group chooses among providers that are there.</source>
        <translation>Zuerst einen Anbieter verbinden; eine Gruppe wählt unter Anbietern, die es gibt.</translation>
    </message>
    <message>
        <source>A group needs a model to choose.</source>
        <translation>Eine Gruppe braucht ein Modell zur Wahl.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::GroupMemberRow</name>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Take out of the group</source>
        <translation>Aus der Gruppe nehmen</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Its model by default</source>
        <translation>Sein Standardmodell</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>not rated</source>
        <translation>nicht bewertet</translation>
    </message>
    <message>
        <source>Quality, 0 to 1</source>
        <translation>Güte, 0 bis 1</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::HistoryPane</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>No flow is open</source>
        <translation>Kein Flow ist geöffnet</translation>
    </message>
    <message>
        <source>Every step of editing a flow stands here; choose one to go back to it.</source>
        <translation>Hier steht jeder Schritt der Bearbeitung eines Flows; eine Auswahl führt dorthin zurück.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::InboxModel</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::InboxView</name>
    <message>
        <source>What is listed</source>
        <translation>Was aufgeführt ist</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message numerus="yes">
        <source>%n in the list</source>
        <translation>
            <numerusform>%n in der Liste</numerusform>
            <numerusform>%n in der Liste</numerusform>
        </translation>
    </message>
    <message>
        <source>No backend</source>
        <translation>Kein Backend</translation>
    </message>
    <message>
        <source>What waits for a person appears here as soon as the window is connected.</source>
        <translation>Was auf Menschen wartet, erscheint hier, sobald das Fenster verbunden ist.</translation>
    </message>
    <message>
        <source>This cannot be read</source>
        <translation>Dies lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
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
    <message>
        <source>“%1”: %2</source>
        <translation>„%1“: %2</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::Inspector</name>
    <message>
        <source>When it fails</source>
        <translation>Bei Fehlschlag</translation>
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
    <message>
        <source>stop: the run fails at once. finish: what does not need it goes on. default: it gives the output below instead. hold: the run waits until a person decides.</source>
        <translation>stop: Der Lauf schlägt sofort fehl. finish: Was ihn nicht braucht, läuft weiter. default: Er liefert stattdessen die Ausgabe unten. hold: Der Lauf wartet, bis ein Mensch entscheidet.</translation>
    </message>
    <message>
        <source>retry: it is sent again with the same key. hold: a person decides whether it happened. skip: it counts as skipped. fail: it counts as failed.</source>
        <translation>retry: Es wird mit demselben Schlüssel erneut gesendet. hold: Ein Mensch entscheidet, ob es geschehen ist. skip: Es gilt als übersprungen. fail: Es gilt als fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation>Gleichzeitig</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Überschneidung</translation>
    </message>
    <message>
        <source>What a start does while another run of the flow is under way.</source>
        <translation>Was ein Start bewirkt, während ein anderer Lauf des Flows noch im Gange ist.</translation>
    </message>
    <message>
        <source>Starts a minute</source>
        <translation>Starts je Minute</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::JsonTable</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::JsonTableModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
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
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>%1 as a table</source>
        <translation>%1 als Tabelle</translation>
    </message>
    <message>
        <source>Writing the text…</source>
        <translation>Der Text wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::LatencyPlot</name>
    <message>
        <source>Duration of the last calls</source>
        <translation>Dauer der letzten Aufrufe</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Noch keine Aufrufe</translation>
    </message>
    <message numerus="yes">
        <source>The last %n call(s): half of them within %1, the longest %2</source>
        <translation>
            <numerusform>Der letzte %n Aufruf: die Hälfte innerhalb von %1, der längste %2</numerusform>
            <numerusform>Die letzten %n Aufrufe: die Hälfte innerhalb von %1, der längste %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1; %n failed</source>
        <translation>
            <numerusform>%1; %n schlug fehl</numerusform>
            <numerusform>%1; %n schlugen fehl</numerusform>
        </translation>
    </message>
    <message>
        <source>Failed after %1</source>
        <translation>Fehlgeschlagen nach %1</translation>
    </message>
    <message>
        <source>Answered after %1</source>
        <translation>Beantwortet nach %1</translation>
    </message>
    <message>
        <source>First token after %1</source>
        <translation>Erstes Token nach %1</translation>
    </message>
    <message>
        <source>The last call took %1</source>
        <translation>Der letzte Aufruf dauerte %1</translation>
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
    <name>signalbox::ui::LettersView</name>
    <message>
        <source>Dead letters</source>
        <translation>Unzustellbares</translation>
    </message>
    <message>
        <source>No dead letters</source>
        <translation>Nichts Unzustellbares</translation>
    </message>
    <message>
        <source>Steps that fail for good are kept here, to be done again.</source>
        <translation>Endgültig fehlgeschlagene Schritte bleiben hier und lassen sich wiederholen.</translation>
    </message>
    <message>
        <source>Not decided</source>
        <translation>Nicht entschieden</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Called with</source>
        <translation>Aufgerufen mit</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Ablegen</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>Lauf zeigen</translation>
    </message>
    <message>
        <source>Nothing is done; a run that waits at the step fails.</source>
        <translation>Nichts geschieht; ein Lauf, der an dem Schritt wartet, schlägt fehl.</translation>
    </message>
    <message>
        <source>done again</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>put away</source>
        <translation>abgelegt</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>Wiederholen</translation>
    </message>
    <message numerus="yes">
        <source>Do %n again</source>
        <translation>
            <numerusform>%n wiederholen</numerusform>
            <numerusform>%n wiederholen</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a dead letter to see what the step was given, or several to do them again together.</source>
        <translation>Einen Eintrag wählen, um die Eingabe des Schritts zu sehen, oder mehrere, um sie zusammen zu wiederholen.</translation>
    </message>
    <message numerus="yes">
        <source>%n dead letter(s) chosen</source>
        <translation>
            <numerusform>%n Eintrag gewählt</numerusform>
            <numerusform>%n Einträge gewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n Versuch</numerusform>
            <numerusform>%n Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>its run waits for this</source>
        <translation>sein Lauf wartet darauf</translation>
    </message>
    <message>
        <source>decided by %1</source>
        <translation>entschieden von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n done again</source>
        <translation>
            <numerusform>%n wiederholt</numerusform>
            <numerusform>%n wiederholt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n put away</source>
        <translation>
            <numerusform>%n abgelegt</numerusform>
            <numerusform>%n abgelegt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; others were not: %2</source>
        <translation>%1; andere nicht: %2</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::LinkDialog</name>
    <message>
        <source>Secret of a vault</source>
        <translation>Geheimnis aus einem Tresor</translation>
    </message>
    <message>
        <source>Where %1 is read</source>
        <translation>Woher %1 kommt</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>The only one</source>
        <translation>Das einzige</translation>
    </message>
    <message>
        <source>The current one</source>
        <translation>Die aktuelle</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>V&amp;ault</source>
        <translation>&amp;Tresor</translation>
    </message>
    <message>
        <source>&amp;Path there</source>
        <translation>&amp;Pfad dort</translation>
    </message>
    <message>
        <source>&amp;Field of it</source>
        <translation>&amp;Feld davon</translation>
    </message>
    <message>
        <source>V&amp;ersion</source>
        <translation>V&amp;ersion</translation>
    </message>
    <message>
        <source>The value is read there when it is needed and kept for a minute; it is never stored here.</source>
        <translation>Der Wert wird dort gelesen, wenn er gebraucht wird, und eine Minute behalten; gespeichert wird er hier nie.</translation>
    </message>
    <message>
        <source>There is a secret of that name already.</source>
        <translation>Es gibt schon ein Geheimnis dieses Namens.</translation>
    </message>
    <message>
        <source>Where is it in the vault?</source>
        <translation>Wo steht es im Tresor?</translation>
    </message>
    <message>
        <source>Store it all the same</source>
        <translation>Trotzdem speichern</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::LongTextView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select everything</source>
        <translation>Alles auswählen</translation>
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
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Delete and rec&amp;onnect</source>
        <translation>Löschen und &amp;verbinden</translation>
    </message>
    <message>
        <source>Copy as pictur&amp;e</source>
        <translation>Als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Select what follo&amp;ws</source>
        <translation>Auswählen, was &amp;folgt</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Rena&amp;me</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Ne&amp;xt problem</source>
        <translation>Nä&amp;chstes Problem</translation>
    </message>
    <message>
        <source>Pre&amp;vious problem</source>
        <translation>V&amp;origes Problem</translation>
    </message>
    <message>
        <source>&amp;Frame the selection</source>
        <translation>Auswahl einra&amp;hmen</translation>
    </message>
    <message>
        <source>Align &amp;left</source>
        <translation>&amp;Links ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;centres</source>
        <translation>&amp;Mittig ausrichten (waagrecht)</translation>
    </message>
    <message>
        <source>Align r&amp;ight</source>
        <translation>&amp;Rechts ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;top</source>
        <translation>&amp;Oben ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;middles</source>
        <translation>M&amp;ittig ausrichten (senkrecht)</translation>
    </message>
    <message>
        <source>Align &amp;bottom</source>
        <translation>&amp;Unten ausrichten</translation>
    </message>
    <message>
        <source>Distribute &amp;horizontally</source>
        <translation>&amp;Waagrecht verteilen</translation>
    </message>
    <message>
        <source>Distribute &amp;vertically</source>
        <translation>&amp;Senkrecht verteilen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>C&amp;ontinue</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>S&amp;tep</source>
        <translation>Schri&amp;tt</translation>
    </message>
    <message>
        <source>Toggle &amp;breakpoint</source>
        <translation>&amp;Haltepunkt an oder aus</translation>
    </message>
    <message>
        <source>Run again from &amp;here</source>
        <translation>Ab hier erneut a&amp;usführen</translation>
    </message>
    <message>
        <source>Run from here with &amp;edited data…</source>
        <translation>Ab hier mit &amp;geänderten Daten ausführen …</translation>
    </message>
    <message>
        <source>&amp;Arrange</source>
        <translation>A&amp;nordnen</translation>
    </message>
    <message>
        <source>Select what comes before</source>
        <translation>Auswählen, was davor kommt</translation>
    </message>
    <message>
        <source>Switch off or on</source>
        <translation>Aus- oder einschalten</translation>
    </message>
    <message>
        <source>Remove all breakpoints</source>
        <translation>Alle Haltepunkte entfernen</translation>
    </message>
    <message>
        <source>Pin its output and run on…</source>
        <translation>Ausgabe festlegen und weiter ausführen …</translation>
    </message>
    <message>
        <source>Set or remove bookmark</source>
        <translation>Lesezeichen setzen oder entfernen</translation>
    </message>
    <message>
        <source>Next bookmark</source>
        <translation>Nächstes Lesezeichen</translation>
    </message>
    <message>
        <source>Previous bookmark</source>
        <translation>Voriges Lesezeichen</translation>
    </message>
    <message>
        <source>Collapse to subflow</source>
        <translation>Zu Unterflow zusammenfassen</translation>
    </message>
    <message>
        <source>Unpack subflow</source>
        <translation>Unterflow auspacken</translation>
    </message>
    <message>
        <source>Compare versions</source>
        <translation>Versionen vergleichen</translation>
    </message>
    <message>
        <source>Run and recor&amp;d the answers</source>
        <translation>Starten und die Antworten auf&amp;zeichnen</translation>
    </message>
    <message>
        <source>Run with the e&amp;xample answers</source>
        <translation>Mit den &amp;Beispielantworten starten</translation>
    </message>
    <message>
        <source>Rep&amp;lay its recorded answers</source>
        <translation>Mit den aufgezeichneten Antworten wiederho&amp;len</translation>
    </message>
    <message>
        <source>Sa&amp;ve its recorded answers…</source>
        <translation>Aufgezeichnete Antworten s&amp;peichern…</translation>
    </message>
    <message>
        <source>Go through the run over ti&amp;me</source>
        <translation>Den Lauf im Zeit&amp;verlauf durchgehen</translation>
    </message>
    <message>
        <source>Connect wit&amp;h…</source>
        <translation>Verbinden mi&amp;t …</translation>
    </message>
    <message>
        <source>Arrow keys choose the other end, Enter connects.</source>
        <translation>Pfeiltasten wählen das andere Ende, Enter verbindet.</translation>
    </message>
    <message>
        <source>Next edge of the node</source>
        <translation>Nächste Kante des Knotens</translation>
    </message>
    <message>
        <source>On the canvas: Page Down.</source>
        <translation>Auf der Arbeitsfläche: Bild ab.</translation>
    </message>
    <message>
        <source>Previous edge of the node</source>
        <translation>Vorige Kante des Knotens</translation>
    </message>
    <message>
        <source>On the canvas: Page Up.</source>
        <translation>Auf der Arbeitsfläche: Bild auf.</translation>
    </message>
    <message>
        <source>Next frame or note</source>
        <translation>Nächster Rahmen oder nächste Notiz</translation>
    </message>
    <message>
        <source>On the canvas: Shift+Page Down.</source>
        <translation>Auf der Arbeitsfläche: Umschalt+Bild ab.</translation>
    </message>
    <message>
        <source>Previous frame or note</source>
        <translation>Voriger Rahmen oder vorige Notiz</translation>
    </message>
    <message>
        <source>On the canvas: Shift+Page Up.</source>
        <translation>Auf der Arbeitsfläche: Umschalt+Bild auf.</translation>
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
    <name>signalbox::ui::ModelCalls</name>
    <message>
        <source>%1 in (%2 from the cache), %3 out (%4 to reason)</source>
        <translation>%1 hinein (%2 aus dem Zwischenspeicher), %3 heraus (%4 zum Nachdenken)</translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <translation>%1 + %2</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ModelChoices</name>
    <message numerus="yes">
        <source>group of %n providers</source>
        <translation>
            <numerusform>Gruppe aus %n Anbieter</numerusform>
            <numerusform>Gruppe aus %n Anbietern</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ModelGuide</name>
    <message>
        <source>Go on with example answers</source>
        <translation>Mit Beispielantworten weiter</translation>
    </message>
    <message>
        <source>A sample that asks a model, with the answers that came along</source>
        <translation>Ein Beispiel, das ein Modell fragt, mit den Antworten, die dabei sind</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Connect a model</source>
        <translation>Ein Modell verbinden</translation>
    </message>
    <message>
        <source>Flows that ask a language model need one. Use a server on this machine, or a provider by its key; both can be changed later under Models.</source>
        <translation>Flows, die ein Sprachmodell fragen, brauchen eines: einen Server auf diesem Rechner oder einen Anbieter mit seinem Schlüssel. Beides lässt sich später unter Modelle ändern.</translation>
    </message>
    <message>
        <source>Any server, by its address</source>
        <translation>Ein beliebiger Server, über seine Adresse</translation>
    </message>
    <message>
        <source>By pasting its key</source>
        <translation>Durch Einfügen des Schlüssels</translation>
    </message>
    <message>
        <source>Hides this; it can be found again as “Connect a model”.</source>
        <translation>Blendet dies aus; zu finden bleibt es als „Modell verbinden“.</translation>
    </message>
    <message>
        <source>Looking for servers of models on this machine…</source>
        <translation>Suche nach Modellservern auf diesem Rechner…</translation>
    </message>
    <message>
        <source>No server of models answers on this machine.</source>
        <translation>Auf diesem Rechner antwortet kein Modellserver.</translation>
    </message>
    <message numerus="yes">
        <source>On this machine, %n model(s)</source>
        <translation>
            <numerusform>Auf diesem Rechner, %n Modell</numerusform>
            <numerusform>Auf diesem Rechner, %n Modelle</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ModelOffer</name>
    <message>
        <source>Choose a model (Alt+Down)</source>
        <translation>Modell auswählen (Alt+Pfeil nach unten)</translation>
    </message>
    <message>
        <source>Choose a provider (Alt+Down)</source>
        <translation>Anbieter auswählen (Alt+Pfeil nach unten)</translation>
    </message>
    <message>
        <source>No provider of models is set up yet.</source>
        <translation>Es ist noch kein Anbieter von Modellen eingerichtet.</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <source>There is more than one provider: choose the provider first.</source>
        <translation>Es gibt mehr als einen Anbieter: Wählen Sie zuerst den Anbieter.</translation>
    </message>
    <message>
        <source>No models of “%1” are known here. Write the model&apos;s name.</source>
        <translation>Von „%1“ sind hier keine Modelle bekannt. Schreiben Sie den Namen des Modells.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ModelsPane</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Connect a provider…</source>
        <translation>Anbieter verbinden …</translation>
    </message>
    <message>
        <source>Find servers on the backend&apos;s machine</source>
        <translation>Server auf dem Rechner des Backends suchen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>Providers of models</source>
        <translation>Anbieter von Modellen</translation>
    </message>
    <message>
        <source>Providers of models appear here as soon as the window is connected.</source>
        <translation>Anbieter von Modellen erscheinen hier, sobald das Fenster verbunden ist.</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindungsaufbau</translation>
    </message>
    <message>
        <source>No backend</source>
        <translation>Kein Backend</translation>
    </message>
    <message>
        <source>The providers cannot be read</source>
        <translation>Die Anbieter sind nicht lesbar</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>No provider yet</source>
        <translation>Noch kein Anbieter</translation>
    </message>
    <message>
        <source>Connect one by pasting its key, or use a server of models that runs on the backend&apos;s machine. Flows then ask it.</source>
        <translation>Einen verbinden, indem man seinen Schlüssel einfügt, oder einen Modellserver verwenden, der auf dem Rechner des Backends läuft. Flows fragen ihn dann.</translation>
    </message>
    <message>
        <source>Every server that answers there is connected already.</source>
        <translation>Jeder Server, der dort antwortet, ist schon verbunden.</translation>
    </message>
    <message>
        <source>No server of models answers there. Start Ollama, LM Studio, llama.cpp or vLLM, and look again.</source>
        <translation>Kein Modellserver antwortet dort. Ollama, LM Studio, llama.cpp oder vLLM starten und noch einmal suchen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 with %n model(s)</source>
        <translation>
            <numerusform>%1 mit %n Modell</numerusform>
            <numerusform>%1 mit %n Modellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Connect %1</source>
        <translation>%1 verbinden</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>Gefunden: %1</translation>
    </message>
    <message>
        <source>New group…</source>
        <translation>Neue Gruppe …</translation>
    </message>
    <message>
        <source>What the pane is about</source>
        <translation>Wovon der Bereich handelt</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>What models cost appears here as soon as the window is connected.</source>
        <translation>Was Modelle kosten, erscheint hier, sobald das Fenster verbunden ist.</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>The endpoint appears here as soon as the window is connected.</source>
        <translation>Der Endpunkt erscheint hier, sobald das Fenster verbunden ist.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::NodesPane</name>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>No flow is open</source>
        <translation>Kein Flow ist geöffnet</translation>
    </message>
    <message>
        <source>What a flow can be made of stands here; drag it onto the canvas.</source>
        <translation>Woraus ein Flow bestehen kann, steht hier; ziehen Sie es auf die Arbeitsfläche.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::OfferedModels</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (by default)</source>
        <translation>%1 (Standard)</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>prices of input and output</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Input / output, for a million tokens, in %1</source>
        <translation>Hinein / heraus, für eine Million Token, in %1</translation>
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
    <name>signalbox::ui::PassphraseDialog</name>
    <message>
        <source>Put behind it</source>
        <translation>Dahinter verlegen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Key behind a passphrase</source>
        <translation>Schlüssel hinter einer Passphrase</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Passphrase ändern</translation>
    </message>
    <message>
        <source>Passphrase so &amp;far</source>
        <translation>&amp;Bisherige Passphrase</translation>
    </message>
    <message>
        <source>&amp;New passphrase</source>
        <translation>&amp;Neue Passphrase</translation>
    </message>
    <message>
        <source>The same a&amp;gain</source>
        <translation>Noch &amp;einmal dieselbe</translation>
    </message>
    <message>
        <source>Several words that only you put together. After each start the secrets are locked until it is given; nobody can open them without it, and nobody can bring it back.</source>
        <translation>Mehrere Wörter, die nur Sie so zusammenstellen. Nach jedem Start sind die Geheimnisse verschlossen, bis sie eingegeben ist; ohne sie kann niemand sie öffnen, und niemand kann sie zurückholen.</translation>
    </message>
    <message>
        <source>A passphrase has at least 8 characters.</source>
        <translation>Eine Passphrase hat mindestens 8 Zeichen.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden sind nicht gleich.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::PathOffer</name>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner auswählen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei auswählen</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Runs reach “%1” only where their backend allows its folder.</source>
        <translation>Läufe erreichen „%1“ nur, wo ihr Backend dessen Ordner erlaubt.</translation>
    </message>
    <message>
        <source>Runs reach “%1” only where their backend allows its folder. What is in “%2” is always in reach.</source>
        <translation>Läufe erreichen „%1“ nur, wo ihr Backend dessen Ordner erlaubt. Was in „%2“ steht, ist immer erreichbar.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ProblemList</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>The flow has changed since this was found; it is looked through again first.</source>
        <translation>Der Flow hat sich geändert, seit das gefunden wurde; er wird erst neu durchgesehen.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ProblemsPane</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>No flow is open</source>
        <translation>Kein Flow ist geöffnet</translation>
    </message>
    <message>
        <source>What is wrong with a flow, and what mends it, stands here.</source>
        <translation>Hier steht, was an einem Flow nicht stimmt und was es behebt.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>The flow is being looked through.</source>
        <translation>Der Flow wird durchgesehen.</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>This flow can run as it is. It is looked through again after every change.</source>
        <translation>Dieser Flow kann so laufen. Nach jeder Änderung wird er wieder durchgesehen.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ProviderDetails</name>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>Modell suchen</translation>
    </message>
    <message>
        <source>Use by default</source>
        <translation>Als Standard</translation>
    </message>
    <message>
        <source>Why this model</source>
        <translation>Warum dieses Modell</translation>
    </message>
    <message>
        <source>What is shown of the provider</source>
        <translation>Was vom Anbieter gezeigt wird</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt …</translation>
    </message>
    <message>
        <source>Reads its list of models and asks the one by default for a word; that costs a little</source>
        <translation>Liest seine Liste von Modellen und fragt das Standardmodell nach einem Wort; das kostet ein wenig</translation>
    </message>
    <message>
        <source>Read the list of models anew</source>
        <translation>Liste der Modelle neu lesen</translation>
    </message>
    <message>
        <source>key: %1</source>
        <translation>Schlüssel: %1</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>is tried</source>
        <translation>wird probiert</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>versagt</translation>
    </message>
    <message>
        <source>A group of providers</source>
        <translation>Eine Gruppe von Anbietern</translation>
    </message>
    <message>
        <source>Its members offer the models: %1</source>
        <translation>Ihre Mitglieder bieten die Modelle an: %1</translation>
    </message>
    <message>
        <source>The models cannot be read</source>
        <translation>Die Modelle sind nicht lesbar</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>No models</source>
        <translation>Keine Modelle</translation>
    </message>
    <message>
        <source>The provider answers, but offers no model.</source>
        <translation>Der Anbieter antwortet, bietet aber kein Modell an.</translation>
    </message>
    <message>
        <source>No model like that</source>
        <translation>Kein solches Modell</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n Modell</numerusform>
            <numerusform>%n Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Noch keine Aufrufe</translation>
    </message>
    <message>
        <source>What flows ask this provider appears here, with its tokens and what it cost.</source>
        <translation>Was Flows diesen Anbieter fragen, erscheint hier, mit Token und Kosten.</translation>
    </message>
    <message>
        <source>Flows that ask “%1” will fail. What was asked of it, and its secret, stay.</source>
        <translation>Flows, die „%1“ fragen, werden fehlschlagen. Was er gefragt wurde und sein Geheimnis bleiben.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>The calls cannot be read</source>
        <translation>Die Aufrufe sind nicht lesbar</translation>
    </message>
    <message numerus="yes">
        <source>It answers and offers %n model(s). Choose one by default to have it asked.</source>
        <translation>
            <numerusform>Er antwortet und bietet %n Modell an. Ein Standardmodell wählen, damit es gefragt wird.</numerusform>
            <numerusform>Er antwortet und bietet %n Modelle an. Ein Standardmodell wählen, damit es gefragt wird.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 answered “%2” after %3: %4 + %5 tokens, %6.</source>
        <translation>%1 antwortete „%2“ nach %3: %4 + %5 Token, %6.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ProviderDialog</name>
    <message>
        <source>Requests a minute</source>
        <translation>Anfragen je Minute</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>ohne Grenze</translation>
    </message>
    <message>
        <source>Tokens a minute</source>
        <translation>Token je Minute</translation>
    </message>
    <message>
        <source>Calls at a time</source>
        <translation>Aufrufe zugleich</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Answer the same again for</source>
        <translation>Dieselbe Antwort wieder geben für</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Connect a provider</source>
        <translation>Anbieter verbinden</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Connect a provider of models</source>
        <translation>Einen Anbieter von Modellen verbinden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Where the key comes from</source>
        <translation>Woher der Schlüssel kommt</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Paste the key</source>
        <translation>Schlüssel einfügen</translation>
    </message>
    <message>
        <source>Model by default</source>
        <translation>Standardmodell</translation>
    </message>
    <message>
        <source>Chosen when it is connected</source>
        <translation>Wird beim Verbinden gewählt</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>&amp;Anbieter</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Schlüssel</translation>
    </message>
    <message>
        <source>&amp;Model by default</source>
        <translation>Standard&amp;modell</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>The same request has the same answer for so long, without being sent</source>
        <translation>Dieselbe Anfrage hat so lange dieselbe Antwort, ohne gesendet zu werden</translation>
    </message>
    <message>
        <source>A new key</source>
        <translation>Ein neuer Schlüssel</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Kein Schlüssel</translation>
    </message>
    <message>
        <source>There is a provider of that name already.</source>
        <translation>Es gibt schon einen Anbieter dieses Namens.</translation>
    </message>
    <message>
        <source>Where does the server listen? For example %1</source>
        <translation>Wo hört der Server? Zum Beispiel %1</translation>
    </message>
    <message>
        <source>An address begins with https:// or http:// and names a server.</source>
        <translation>Eine Adresse beginnt mit https:// oder http:// und nennt einen Server.</translation>
    </message>
    <message>
        <source>Leave the key out of the address; it has a field of its own.</source>
        <translation>Den Schlüssel aus der Adresse lassen; er hat ein eigenes Feld.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Paste the key, or choose where it comes from.</source>
        <translation>Den Schlüssel einfügen oder wählen, woher er kommt.</translation>
    </message>
    <message>
        <source>The key is sealed by the backend; nobody can read it back.</source>
        <translation>Das Backend versiegelt den Schlüssel; niemand kann ihn wieder lesen.</translation>
    </message>
    <message>
        <source>The list of its models is read; nothing else is sent.</source>
        <translation>Die Liste seiner Modelle wird gelesen; sonst wird nichts gesendet.</translation>
    </message>
    <message>
        <source>It is stored, and does not answer: %1</source>
        <translation>Er ist gespeichert und antwortet nicht: %1</translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>Eines wählen</translation>
    </message>
    <message>
        <source>It answers, but offers no model.</source>
        <translation>Er antwortet, bietet aber kein Modell an.</translation>
    </message>
    <message numerus="yes">
        <source>It answers and offers %n model(s). Choose the one that is asked where nothing else is said.</source>
        <translation>
            <numerusform>Er antwortet und bietet %n Modell an. Das wählen, das gefragt wird, wo nichts anderes gesagt ist.</numerusform>
            <numerusform>Er antwortet und bietet %n Modelle an. Das wählen, das gefragt wird, wo nichts anderes gesagt ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It answers and offers %n model(s).</source>
        <translation>
            <numerusform>Er antwortet und bietet %n Modell an.</numerusform>
            <numerusform>Er antwortet und bietet %n Modelle an.</numerusform>
        </translation>
    </message>
    <message>
        <source>Check its health every</source>
        <translation>Zustand prüfen alle</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Its list of models is read where nothing was heard of it for so long; no model is asked</source>
        <translation>Wenn so lange nichts von ihm zu hören war, wird die Liste seiner Modelle gelesen; gefragt wird kein Modell</translation>
    </message>
    <message>
        <source>Limits and checks</source>
        <translation>Grenzen und Prüfungen</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ProvidersModel</name>
    <message numerus="yes">
        <source>%n under way</source>
        <translation>
            <numerusform>%n unterwegs</numerusform>
            <numerusform>%n unterwegs</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ReplayBar</name>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>The run over time</source>
        <translation>Der Lauf im Zeitverlauf</translation>
    </message>
    <message>
        <source>To the change before</source>
        <translation>Zur vorigen Änderung</translation>
    </message>
    <message>
        <source>To the next change</source>
        <translation>Zur nächsten Änderung</translation>
    </message>
    <message>
        <source>End the replay</source>
        <translation>Zeitverlauf schließen</translation>
    </message>
    <message>
        <source>Time in the run</source>
        <translation>Zeit im Lauf</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Times the speed of the run; long waits are passed over</source>
        <translation>Mal die Geschwindigkeit des Laufs; lange Wartezeiten werden übersprungen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The replay has ended.</source>
        <translation>Das Ende des Laufs ist erreicht.</translation>
    </message>
    <message>
        <source>%1 of %2, change %3 of %4</source>
        <translation>%1 von %2, Änderung %3 von %4</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
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
    <message>
        <source>Value as text</source>
        <translation>Wert als Text</translation>
    </message>
    <message>
        <source>Writing the text…</source>
        <translation>Der Text wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::RetentionPage</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Undo changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Measuring reads the whole database; with a large one it takes a while.</source>
        <translation>Das Messen liest die ganze Datenbank; ist sie groß, dauert das eine Weile.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>What is deleted</source>
        <translation>Was gelöscht wird</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Measure the space that history takes</source>
        <translation>Den Platz messen, den Vergangenes braucht</translation>
    </message>
    <message>
        <source>Runs that have ended</source>
        <translation>Beendete Läufe</translation>
    </message>
    <message>
        <source>With their steps, logs, results, approvals and decided dead letters. A run with an open dead letter stays until somebody decides it.</source>
        <translation>Mit ihren Schritten, Protokollen, Ergebnissen, Freigaben und erledigten Einträgen der Fehlablage. Ein Lauf mit einem offenen Eintrag bleibt, bis jemand darüber entscheidet.</translation>
    </message>
    <message>
        <source>Days for which ended runs are kept</source>
        <translation>Tage, die beendete Läufe aufbewahrt werden</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>What the list of events shows. Runs keep their steps and logs without them.</source>
        <translation>Was die Liste der Ereignisse zeigt. Läufe behalten ihre Schritte und Protokolle auch ohne sie.</translation>
    </message>
    <message>
        <source>Days for which events are kept</source>
        <translation>Tage, die Ereignisse aufbewahrt werden</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen…</translation>
    </message>
    <message>
        <source>Delete after</source>
        <translation>Löschen nach</translation>
    </message>
    <message>
        <source>%1: delete after some days</source>
        <translation>%1: nach einigen Tagen löschen</translation>
    </message>
    <message numerus="yes">
        <source>day(s)</source>
        <translation>
            <numerusform>Tag</numerusform>
            <numerusform>Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Runs are kept for ever.</source>
        <translation>Läufe werden für immer aufbewahrt.</translation>
    </message>
    <message numerus="yes">
        <source>Runs are deleted %n day(s) after they ended: today those that ended before %1.</source>
        <translation>
            <numerusform>Läufe werden %n Tag nach ihrem Ende gelöscht: heute die, die vor %1 endeten.</numerusform>
            <numerusform>Läufe werden %n Tage nach ihrem Ende gelöscht: heute die, die vor %1 endeten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Events are kept for ever.</source>
        <translation>Ereignisse werden für immer aufbewahrt.</translation>
    </message>
    <message numerus="yes">
        <source>Events are deleted after %n day(s): today those from before %1.</source>
        <translation>
            <numerusform>Ereignisse werden nach %n Tag gelöscht: heute die von vor %1.</numerusform>
            <numerusform>Ereignisse werden nach %n Tagen gelöscht: heute die von vor %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Measuring takes the permission %1.</source>
        <translation>Zum Messen braucht es die Berechtigung %1.</translation>
    </message>
    <message>
        <source>What this computer keeps of what is over.</source>
        <translation>Was dieser Computer von Vergangenem aufbewahrt.</translation>
    </message>
    <message>
        <source>What “%1” keeps of what is over. It holds for everyone in the workspace “%2”.</source>
        <translation>Was „%1“ von Vergangenem aufbewahrt. Das gilt für alle im Arbeitsbereich „%2“.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Who has the permission %1 can measure how much space history takes.</source>
        <translation>Wer die Berechtigung %1 hat, kann messen, wie viel Platz Vergangenes braucht.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>There is no connection to a backend. How long history is kept can be seen and changed as soon as there is one. %1</source>
        <translation>Es gibt keine Verbindung zu einem Backend. Sobald es eine gibt, lässt sich hier sehen und ändern, wie lange Vergangenes aufbewahrt wird. %1</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>The connection is broken and is tried again. %1</source>
        <translation>Die Verbindung ist unterbrochen und wird erneut versucht. %1</translation>
    </message>
    <message>
        <source>How long history is kept cannot be read: %1</source>
        <translation>Wie lange Vergangenes aufbewahrt wird, lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>It was not saved: %1</source>
        <translation>Es wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>How long history is kept can be seen here, but changing it takes the permission %1. Ask the workspace&apos;s owner for it.</source>
        <translation>Hier ist zu sehen, wie lange Vergangenes aufbewahrt wird; es zu ändern braucht die Berechtigung %1. Bitte beim Eigentümer des Arbeitsbereichs erbitten.</translation>
    </message>
    <message>
        <source>This is deleted for good, within a day and from then on daily:</source>
        <translation>Das wird endgültig gelöscht, binnen eines Tages und von da an täglich:</translation>
    </message>
    <message>
        <source>%1 now</source>
        <translation>jetzt %1</translation>
    </message>
    <message>
        <source>at least %1 now</source>
        <translation>jetzt mindestens %1</translation>
    </message>
    <message>
        <source>runs that ended before %1 (%2), with their steps, logs, results, approvals and decided dead letters</source>
        <translation>Läufe, die vor %1 endeten (%2), mit ihren Schritten, Protokollen, Ergebnissen, Freigaben und erledigten Einträgen der Fehlablage</translation>
    </message>
    <message>
        <source>events from before %1</source>
        <translation>Ereignisse von vor %1</translation>
    </message>
    <message>
        <source>Nothing brings it back. Runs with an open dead letter stay.</source>
        <translation>Nichts bringt es zurück. Läufe mit einem offenen Eintrag in der Fehlablage bleiben.</translation>
    </message>
    <message>
        <source>Delete what is older</source>
        <translation>Älteres löschen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>It could not be measured: %1</source>
        <translation>Es konnte nicht gemessen werden: %1</translation>
    </message>
    <message>
        <source>That is over all workspaces. %1 are free on the disk.</source>
        <translation>Das gilt über alle Arbeitsbereiche. Auf der Platte sind %1 frei.</translation>
    </message>
    <message>
        <source>How long history is kept</source>
        <translation>Wie lange Vergangenes aufbewahrt wird</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>The database takes %1, with everything in it: runs (%2), events (%3), flows, conversations and the rest. Large values of steps take %4 beside it, in files (%5).</source>
        <translation>Die Datenbank braucht %1, mit allem darin: Läufe (%2), Ereignisse (%3), Flows, Unterhaltungen und das Übrige. Große Werte von Schritten brauchen daneben %4, in Dateien (%5).</translation>
    </message>
    <message>
        <source>history keep delete old runs events days space disk</source>
        <translation>Verlauf Vergangenes aufbewahren löschen alte Läufe Ereignisse Tage Platz Platte</translation>
    </message>
    <message>
        <source>After saving:</source>
        <translation>Nach dem Speichern:</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::RunComparison</name>
    <message>
        <source>This run has no such step.</source>
        <translation>Dieser Lauf hat keinen solchen Schritt.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>unterscheidet sich</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>only in the second run</source>
        <translation>nur im zweiten Lauf</translation>
    </message>
    <message>
        <source>only in the first run</source>
        <translation>nur im ersten Lauf</translation>
    </message>
    <message>
        <source>ended differently</source>
        <translation>anders geendet</translation>
    </message>
    <message>
        <source>gave something else</source>
        <translation>anderes Ergebnis</translation>
    </message>
    <message>
        <source>another error</source>
        <translation>anderer Fehler</translation>
    </message>
    <message>
        <source>other attempts</source>
        <translation>andere Versuche</translation>
    </message>
    <message>
        <source>took another time</source>
        <translation>andere Dauer</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::RunFilterBar</name>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Filter by flow and time</source>
        <translation>Nach Flow und Zeit filtern</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Flow</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Wartet auf Antwort</translation>
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
        <source>All flows</source>
        <translation>Alle Flows</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::RunsDeletion</name>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Delete the chosen runs that have ended, with all that they left</source>
        <translation>Die gewählten beendeten Läufe löschen, mit allem, was von ihnen da ist</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) will be deleted for good, with steps, logs and dead letters.</source>
        <translation>
            <numerusform>%n Lauf wird endgültig gelöscht, mit Schritten, Protokollen und Unzustellbarem.</numerusform>
            <numerusform>%n Läufe werden endgültig gelöscht, mit Schritten, Protokollen und Unzustellbarem.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) could not be deleted: %1</source>
        <translation>
            <numerusform>%n Lauf konnte nicht gelöscht werden: %1</numerusform>
            <numerusform>%n Läufe konnten nicht gelöscht werden: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
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
    <message>
        <source>Steps by time</source>
        <translation>Schritte nach Zeit</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>Läufe vergleichen</translation>
    </message>
    <message>
        <source>Compare the two runs that are chosen, or a run with the one of its flow before it (%1)</source>
        <translation>Die zwei gewählten Läufe vergleichen oder einen Lauf mit dem vorigen seines Flows (%1)</translation>
    </message>
    <message>
        <source>Zoom to the step</source>
        <translation>Auf den Schritt vergrößern</translation>
    </message>
    <message>
        <source>Show the whole run</source>
        <translation>Ganzen Lauf zeigen</translation>
    </message>
    <message>
        <source>What the pane is about</source>
        <translation>Worum es im Bereich geht</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Unzustellbares</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>Replay its recorded answers</source>
        <translation>Mit den aufgezeichneten Antworten wiederholen</translation>
    </message>
    <message>
        <source>Save its recorded answers…</source>
        <translation>Aufgezeichnete Antworten speichern…</translation>
    </message>
    <message>
        <source>Save the recorded answers</source>
        <translation>Aufgezeichnete Antworten speichern</translation>
    </message>
    <message>
        <source>Recorded answers (*.json)</source>
        <translation>Aufgezeichnete Antworten (*.json)</translation>
    </message>
    <message>
        <source>“%1” could not be written. Choose another place.</source>
        <translation>„%1“ konnte nicht geschrieben werden. Wählen Sie einen anderen Ort.</translation>
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
    <name>signalbox::ui::SecretEditor</name>
    <message>
        <source>Store</source>
        <translation>Ablegen</translation>
    </message>
    <message>
        <source>New secret</source>
        <translation>Neues Geheimnis</translation>
    </message>
    <message>
        <source>New value of %1</source>
        <translation>Neuer Wert von %1</translation>
    </message>
    <message>
        <source>Paste the value</source>
        <translation>Wert einfügen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Wert</translation>
    </message>
    <message>
        <source>The value is sealed by the backend; nobody can read it back. Flows hold the name only.</source>
        <translation>Das Backend versiegelt den Wert; niemand kann ihn wieder lesen. Flows enthalten nur den Namen.</translation>
    </message>
    <message>
        <source>Whatever names the secret has the new value from its next call on.</source>
        <translation>Was das Geheimnis nennt, hat den neuen Wert ab seinem nächsten Aufruf.</translation>
    </message>
    <message>
        <source>There is a secret of that name already. Replace its value instead.</source>
        <translation>Es gibt schon ein Geheimnis dieses Namens. Stattdessen seinen Wert ersetzen.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::SecretsModel</name>
    <message>
        <source>Sealed with a key that is not there</source>
        <translation>Mit einem Schlüssel versiegelt, der nicht da ist</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>Gesetzt %1</translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation>Schlüssel von %1</translation>
    </message>
    <message>
        <source>The value is intact, but cannot be read: bring back the key that it was sealed with, or enter the value again.</source>
        <translation>Der Wert ist unversehrt, aber nicht lesbar: den Schlüssel zurückbringen, mit dem er versiegelt wurde, oder den Wert neu eingeben.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Verschlossen</translation>
    </message>
    <message>
        <source>The value is intact, and can be read once the passphrase was given.</source>
        <translation>Der Wert ist unversehrt und lesbar, sobald die Passphrase eingegeben ist.</translation>
    </message>
    <message>
        <source>From %1: %2</source>
        <translation>Aus %1: %2</translation>
    </message>
    <message>
        <source>Read from the vault %1 when it is needed, and kept for a minute.</source>
        <translation>Wird aus dem Tresor %1 gelesen, wenn es gebraucht wird, und eine Minute behalten.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::SecretsPane</name>
    <message>
        <source>Secrets</source>
        <translation>Geheimnisse</translation>
    </message>
    <message>
        <source>New secret…</source>
        <translation>Neues Geheimnis…</translation>
    </message>
    <message>
        <source>Replace its value…</source>
        <translation>Wert ersetzen …</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Read anew</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Connection…</source>
        <translation>Verbindung…</translation>
    </message>
    <message>
        <source>“%1” is removed for good. Flows that name it will fail.</source>
        <translation>„%1“ wird endgültig entfernt. Flows, die es nennen, werden fehlschlagen.</translation>
    </message>
    <message>
        <source>“%1” is removed for good. It is the key of %2, which will fail, and so will flows that name it.</source>
        <translation>„%1“ wird endgültig entfernt. Es ist der Schlüssel von %2; diese werden versagen, ebenso Flows, die es nennen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Secrets appear here as soon as the window is connected.</source>
        <translation>Geheimnisse erscheinen hier, sobald das Fenster verbunden ist.</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindungsaufbau</translation>
    </message>
    <message>
        <source>No backend</source>
        <translation>Kein Backend</translation>
    </message>
    <message>
        <source>The secrets cannot be read</source>
        <translation>Die Geheimnisse sind nicht lesbar</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>No secrets yet</source>
        <translation>Noch keine Geheimnisse</translation>
    </message>
    <message>
        <source>Keys and passwords stand here by their names. Flows name them; their values never leave the backend.</source>
        <translation>Schlüssel und Passwörter stehen hier mit ihren Namen. Flows nennen sie; ihre Werte verlassen das Backend nie.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Secret of a vault…</source>
        <translation>Geheimnis aus einem Tresor…</translation>
    </message>
    <message>
        <source>The vault “%1” is disconnected. What signs in to it stays among the secrets.</source>
        <translation>Der Tresor „%1“ wird getrennt. Womit er sich öffnet, bleibt unter den Geheimnissen.</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Change where it is read…</source>
        <translation>Ändern, woher es kommt…</translation>
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
    <name>signalbox::ui::SourceDialog</name>
    <message>
        <source>Connect a vault</source>
        <translation>Tresor verbinden</translation>
    </message>
    <message>
        <source>Change the vault %1</source>
        <translation>Tresor %1 ändern</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Values are read there when they are needed and never stored here. What signs in is sealed by the backend; nobody can read it back.</source>
        <translation>Werte werden dort gelesen, wenn sie gebraucht werden, und hier nie gespeichert. Womit der Tresor sich öffnet, versiegelt das Backend; niemand kann es wieder lesen.</translation>
    </message>
    <message>
        <source>HashiCorp Vault</source>
        <translation>HashiCorp Vault</translation>
    </message>
    <message>
        <source>AWS Secrets Manager</source>
        <translation>AWS Secrets Manager</translation>
    </message>
    <message>
        <source>Version 2</source>
        <translation>Version 2</translation>
    </message>
    <message>
        <source>Version 1</source>
        <translation>Version 1</translation>
    </message>
    <message>
        <source>V&amp;ault</source>
        <translation>&amp;Tresor</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>&amp;Region</translation>
    </message>
    <message>
        <source>&amp;Sign in with</source>
        <translation>Anmelden &amp;mit</translation>
    </message>
    <message>
        <source>Access key &amp;id</source>
        <translation>&amp;Id des Zugangsschlüssels</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>&amp;Profil</translation>
    </message>
    <message>
        <source>&amp;Mount of the secrets engine</source>
        <translation>&amp;Einhängepunkt der Engine</translation>
    </message>
    <message>
        <source>Secrets &amp;engine</source>
        <translation>Geheimnis-En&amp;gine</translation>
    </message>
    <message>
        <source>An access key</source>
        <translation>einem Zugangsschlüssel</translation>
    </message>
    <message>
        <source>The environment of the backend</source>
        <translation>der Umgebung des Backends</translation>
    </message>
    <message>
        <source>A credentials file</source>
        <translation>einer Datei mit Zugangsdaten</translation>
    </message>
    <message>
        <source>A token</source>
        <translation>einem Token</translation>
    </message>
    <message>
        <source>A file that holds the token</source>
        <translation>einer Datei, die das Token enthält</translation>
    </message>
    <message>
        <source>An AppRole</source>
        <translation>einer AppRole</translation>
    </message>
    <message>
        <source>The region&apos;s own</source>
        <translation>Die der Region</translation>
    </message>
    <message>
        <source>Namespa&amp;ce</source>
        <translation>Namens&amp;raum</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Role &amp;id</source>
        <translation>&amp;Id der Rolle</translation>
    </message>
    <message>
        <source>Secret id of &amp;the role</source>
        <translation>&amp;Geheime Id der Rolle</translation>
    </message>
    <message>
        <source>Secret access &amp;key</source>
        <translation>&amp;Geheimer Zugangsschlüssel</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Wie bisher</translation>
    </message>
    <message>
        <source>Paste it here</source>
        <translation>Hier einfügen</translation>
    </message>
    <message>
        <source>There is a vault of that name already.</source>
        <translation>Es gibt schon einen Tresor dieses Namens.</translation>
    </message>
    <message>
        <source>Where does the vault listen? For example %1</source>
        <translation>Wo ist der Tresor zu erreichen? Zum Beispiel %1</translation>
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
        <source>Name the region, for example %1.</source>
        <translation>Die Region fehlt, zum Beispiel %1.</translation>
    </message>
    <message>
        <source>“%1” is empty.</source>
        <translation>„%1“ ist leer.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>It is stored, but cannot be used yet. %1</source>
        <translation>Gespeichert ist es, aber noch nicht zu gebrauchen. %1</translation>
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
        <source>%1 The canvas shows the last text that was right.</source>
        <translation>%1 Die Arbeitsfläche zeigt den letzten richtigen Text.</translation>
    </message>
    <message>
        <source>The text of “%1” is not in the flow yet; it is kept beside it.</source>
        <translation>Der Text von „%1“ ist noch nicht im Flow; er bleibt daneben erhalten.</translation>
    </message>
    <message>
        <source>The canvas was changed where this text was, too.</source>
        <translation>Die Arbeitsfläche wurde an derselben Stelle geändert wie dieser Text.</translation>
    </message>
    <message>
        <source>Keep the text</source>
        <translation>Text behalten</translation>
    </message>
    <message>
        <source>Take the canvas</source>
        <translation>Arbeitsfläche übernehmen</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
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
    <message>
        <source>Unsaved work</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard “%1”</source>
        <translation>„%1“ verwerfen</translation>
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
        <source>Show the problems</source>
        <translation>Probleme zeigen</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message numerus="yes">
        <source>%n to approve</source>
        <translation>
            <numerusform>%n freizugeben</numerusform>
            <numerusform>%n freizugeben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dead letter(s)</source>
        <translation>
            <numerusform>%n unzustellbar</numerusform>
            <numerusform>%n unzustellbar</numerusform>
        </translation>
    </message>
    <message>
        <source>Show what waits for a person</source>
        <translation>Zeigen, was auf Menschen wartet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Paused before %1</source>
        <translation>Angehalten vor „%1“</translation>
    </message>
    <message>
        <source>Show what comes next</source>
        <translation>Zeigen, was als Nächstes kommt</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::StepDetails</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
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
    <message>
        <source>Logs</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>The step wrote nothing. What a code node writes by console.log stands here when its attempt has ended.</source>
        <translation>Der Schritt hat nichts geschrieben. Was ein Code-Knoten mit console.log schreibt, steht hier, sobald sein Versuch beendet ist.</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::StepLogs</name>
    <message>
        <source>What the step wrote</source>
        <translation>Was der Schritt geschrieben hat</translation>
    </message>
    <message>
        <source>Attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>There is no connection to the backend. What the step wrote is read as soon as there is one.</source>
        <translation>Es gibt keine Verbindung zum Backend. Was der Schritt geschrieben hat, wird gelesen, sobald es eine gibt.</translation>
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
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::TimelineModel</name>
    <message>
        <source>began after %1</source>
        <translation>begann nach %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::TimelineView</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>Verkleinern (-)</translation>
    </message>
    <message>
        <source>Show the whole run (0)</source>
        <translation>Ganzen Lauf zeigen (0)</translation>
    </message>
    <message>
        <source>Steps by time</source>
        <translation>Schritte nach Zeit</translation>
    </message>
    <message>
        <source>Part of the run&apos;s time</source>
        <translation>Abschnitt der Zeit des Laufs</translation>
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
    <name>signalbox::ui::UsageModel</name>
    <message numerus="yes">
        <source>and %n call(s) whose cost nobody knows</source>
        <translation>
            <numerusform>und %n Aufruf mit unbekannten Kosten</numerusform>
            <numerusform>und %n Aufrufe mit unbekannten Kosten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n Aufruf</numerusform>
            <numerusform>%n Aufrufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n failed</source>
        <translation>
            <numerusform>%1, %n fehlgeschlagen</numerusform>
            <numerusform>%1, %n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; %2 tokens in (%3 from the cache), %4 out</source>
        <translation>%1; %2 Token hinein (%3 aus dem Zwischenspeicher), %4 heraus</translation>
    </message>
    <message>
        <source>The whole workspace</source>
        <translation>Der ganze Arbeitsbereich</translation>
    </message>
    <message>
        <source>Flow %1</source>
        <translation>Flow %1</translation>
    </message>
    <message>
        <source>Agent %1</source>
        <translation>Agent %1</translation>
    </message>
    <message>
        <source>%1, %2 held by calls under way</source>
        <translation>%1, %2 für laufende Aufrufe zurückgelegt</translation>
    </message>
    <message>
        <source>%1: used up</source>
        <translation>%1: aufgebraucht</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n weiterer</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Outside of runs</source>
        <translation>Außerhalb von Läufen</translation>
    </message>
    <message>
        <source>Runs that are gone</source>
        <translation>Läufe, die es nicht mehr gibt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 + unknown</source>
        <translation>%1 + unbekannt</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Of what is known to have been spent in %1</source>
        <translation>Von dem, was bekanntermaßen in %1 ausgegeben wurde</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Flow</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 von %2 Token</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>an amount, and the most that may be spent</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Not over the endpoint</source>
        <translation>Nicht über den Endpunkt</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::ValueEditor</name>
    <message>
        <source>Edit as JSON</source>
        <translation>Als JSON bearbeiten</translation>
    </message>
    <message>
        <source>%1 as JSON, to be edited</source>
        <translation>%1 als JSON zum Bearbeiten</translation>
    </message>
    <message>
        <source>The value is too large to be edited here.</source>
        <translation>Der Wert ist zu groß, um hier bearbeitet zu werden.</translation>
    </message>
</context>
<context>
    <name>signalbox::ui::VaultBar</name>
    <message>
        <source>Unlock</source>
        <translation>Aufschließen</translation>
    </message>
    <message>
        <source>Key of the secrets</source>
        <translation>Schlüssel der Geheimnisse</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Keep the key in the system&apos;s keychain</source>
        <translation>Schlüssel im Schlüsselbund des Systems aufbewahren</translation>
    </message>
    <message>
        <source>Keep the key in a file</source>
        <translation>Schlüssel in einer Datei aufbewahren</translation>
    </message>
    <message>
        <source>Put the key behind a passphrase…</source>
        <translation>Schlüssel hinter eine Passphrase verlegen …</translation>
    </message>
    <message>
        <source>Change the passphrase…</source>
        <translation>Passphrase ändern …</translation>
    </message>
    <message>
        <source>Lock the secrets</source>
        <translation>Geheimnisse verschließen</translation>
    </message>
    <message>
        <source>Make a new key</source>
        <translation>Neuen Schlüssel erzeugen</translation>
    </message>
    <message>
        <source>The secrets are locked behind a passphrase. What needs one fails until you give it.</source>
        <translation>Die Geheimnisse sind hinter einer Passphrase verschlossen. Was eines braucht, scheitert, bis sie eingegeben ist.</translation>
    </message>
    <message>
        <source>There is no key yet: it comes with the first secret.</source>
        <translation>Es gibt noch keinen Schlüssel: Er kommt mit dem ersten Geheimnis.</translation>
    </message>
    <message>
        <source>The key is in the system&apos;s keychain.</source>
        <translation>Der Schlüssel liegt im Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>The key is behind a passphrase.</source>
        <translation>Der Schlüssel liegt hinter einer Passphrase.</translation>
    </message>
    <message>
        <source>The key is in a file of the data folder.</source>
        <translation>Der Schlüssel liegt in einer Datei des Datenordners.</translation>
    </message>
    <message>
        <source>The key is in the system&apos;s keychain now. Copies of its file, in backups too, still open the secrets.</source>
        <translation>Der Schlüssel liegt jetzt im Schlüsselbund des Systems. Kopien seiner Datei, auch in Sicherungen, öffnen die Geheimnisse weiterhin.</translation>
    </message>
    <message>
        <source>The key is in a file of the data folder now, which only you may read.</source>
        <translation>Der Schlüssel liegt jetzt in einer Datei des Datenordners, die nur Sie lesen dürfen.</translation>
    </message>
    <message numerus="yes">
        <source>%n secret(s) were sealed with a new key. Backups from before need the former one.</source>
        <translation>
            <numerusform>%n Geheimnis wurde mit einem neuen Schlüssel versiegelt. Frühere Sicherungen brauchen den bisherigen.</numerusform>
            <numerusform>%n Geheimnisse wurden mit einem neuen Schlüssel versiegelt. Frühere Sicherungen brauchen den bisherigen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::ui::VaultsMenu</name>
    <message>
        <source>Vaults elsewhere</source>
        <translation>Tresore anderswo</translation>
    </message>
    <message>
        <source>Connect a vault…</source>
        <translation>Tresor verbinden…</translation>
    </message>
    <message>
        <source>&amp;Check</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>C&amp;hange…</source>
        <translation>Ä&amp;ndern…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>The vault %1 answers and lets us in.</source>
        <translation>Der Tresor %1 antwortet und lässt uns ein.</translation>
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/message_card.h"

#include "ui/widgets/plain_tip.h"
#include "ui/widgets/quiet_document.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QDesktopServices>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextList>
#include <QUrl>
#include <QWheelEvent>

#include <utility>

namespace signalbox::ui {

namespace {

QString textOf(const json::Object &part, std::string_view key)
{
    const auto value = json::text(part, key);
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

State stateOf(std::string_view name)
{
    const auto state = json::enumFromName<api::RunState>(name);
    return state ? runs::stateOf(*state) : State::Idle;
}

// What is code keeps its own face; nothing else of a document is coloured.
void dressCode(QTextDocument *document, const Theme &theme)
{
    for (auto block = document->begin(); block.isValid(); block = block.next()) {
        const bool isFence = block.blockFormat().hasProperty(QTextFormat::BlockCodeFence) || block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage);
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        if (isFence) {
            format.setBackground(theme.color(Role::Field));
            format.setLeftMargin(space::kM);
        } else if (block.next().isValid() && !(block.textList() && block.next().textList())) {
            format.setBottomMargin(space::kM);
        }
        cursor.setBlockFormat(format);
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const auto fragment = part.fragment();
            if (fragment.charFormat().fontFixedPitch()) {
                QTextCursor at(document);
                at.setPosition(fragment.position());
                at.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
                QTextCharFormat face;
                face.setFont(theme.font(TextStyle::CodeSmall));
                face.setForeground(theme.color(isFence ? Role::Text : Role::SyntaxExpression));
                at.mergeCharFormat(face);
            }
        }
    }
}

} // namespace

MarkdownText::MarkdownText(const Theme &theme, QWidget *parent) : QTextBrowser(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Message"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(this, &QTextBrowser::anchorClicked, this, [](const QUrl &link) {
        if (link.scheme() == QLatin1String("https") || link.scheme() == QLatin1String("http")) {
            QDesktopServices::openUrl(link);
        }
    });
    connect(&theme, &Theme::changed, this, &MarkdownText::dress);
}

void MarkdownText::setText(const QString &markdown)
{
    if (markdown != m_markdown) {
        m_markdown = markdown;
        dress();
    }
}

void MarkdownText::dress()
{
    setFont(m_theme.font(TextStyle::Body));
    // A document that has been laid out would look for the pictures in the text before they could be taken away.
    auto *text = new QuietDocument(this);
    text->setDocumentMargin(0);
    text->setDefaultFont(m_theme.font(TextStyle::Body));
    text->setIndentWidth(space::kXl);
    text->readMarkdown(m_markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
    dressCode(text, m_theme);
    setDocument(text);
    delete std::exchange(m_text, text);
    updateGeometry();
}

int MarkdownText::heightForWidth(int width) const
{
    const std::unique_ptr<QTextDocument> copy(width == viewport()->width() ? nullptr : document()->clone());
    auto *measured = copy ? copy.get() : document();
    if (copy) {
        measured->setTextWidth(width);
    }
    return static_cast<int>(std::ceil(measured->size().height())) + 2;
}

QSize MarkdownText::sizeHint() const
{
    return {320, heightForWidth(viewport()->width())};
}

QSize MarkdownText::minimumSizeHint() const
{
    return {80, heightForWidth(viewport()->width())};
}

QVariant MarkdownText::loadResource(int, const QUrl &)
{
    return {};
}

void MarkdownText::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) {
        updateGeometry();
    }
}

void MarkdownText::wheelEvent(QWheelEvent *event)
{
    // The thread scrolls, not a message in it.
    event->ignore();
}

MessageCard::MessageCard(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
    , m_author(new TextLabel(theme, {}, TextStyle::Strong))
    , m_time(new TextLabel(theme, {}, TextStyle::Caption, Role::TextMuted))
{
    m_layout->setContentsMargins(space::kL, space::kM, space::kL, space::kM);
    m_layout->setSpacing(space::kS);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kM);
    head->addWidget(m_author);
    head->addWidget(m_time);
    head->addStretch();
    m_layout->addLayout(head);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MessageCard::setMessage(const api::MessageView &message)
{
    m_isPerson = message.role == api::MessageRole::Person;
    m_isProgram = !m_isPerson && message.author == "signalbox";
    m_author->setText(m_isPerson ? tr("You") : tr("Signalbox"));
    m_time->setText(QLocale().toString(QDateTime::fromMSecsSinceEpoch(message.createdAt).time(), QLocale::ShortFormat));
    m_plain.clear();
    delete m_body;
    m_body = new QWidget(this);
    m_parts = new QVBoxLayout(m_body);
    m_parts->setContentsMargins(0, 0, 0, 0);
    m_parts->setSpacing(space::kM);
    m_layout->addWidget(m_body);
    for (const auto &part : message.parts) {
        if (part.is_object()) {
            addPart(part.get_object());
        }
    }
    setAccessibleName(m_author->text() + QStringLiteral(": ") + m_plain.left(200));
    update();
}

void MessageCard::addPart(const json::Object &part)
{
    const auto type = textOf(part, "type");
    if (type == QLatin1String("text")) {
        const auto given = json::text(part, "text");
        // A result stands between fences, and is nobody's words.
        auto text = m_isProgram && !given.starts_with("```") ? words::sentence(given) : textOf(part, "text");
        m_plain += text + QLatin1Char('\n');
        auto *view = new MarkdownText(m_theme, m_body);
        if (m_isPerson) {
            // What a person typed is shown as it was typed.
            static const QString special = QStringLiteral("\\`*_{}[]()<>#+-.!|~>&");
            QString escaped;
            for (const QChar c : text) {
                if (special.contains(c)) {
                    escaped += QLatin1Char('\\');
                }
                escaped += c == QLatin1Char('\n') ? QStringLiteral("  \n") : QString(c);
            }
            text = escaped;
        }
        view->setText(text);
        m_parts->addWidget(view);
    } else if (type == QLatin1String("run")) {
        const auto run = textOf(part, "run");
        const auto flow = textOf(part, "flow");
        const auto state = stateOf(json::text(part, "state"));
        auto *button = new QPushButton(m_theme.icon(QStringLiteral("runs"), state), tr("%1: %2").arg(flow, stateText(state)), m_body);
        button->setToolTip(plainTip(tr("Show run %1").arg(run)));
        button->setAccessibleName(button->text());
        connect(button, &QPushButton::clicked, this, [this, run] { Q_EMIT runRequested(run); });
        m_plain += button->text() + QLatin1Char('\n');
        m_parts->addWidget(button, 0, Qt::AlignLeading);
    } else if (type == QLatin1String("flow")) {
        const auto flow = textOf(part, "flow");
        auto *button = new QPushButton(m_theme.icon(QStringLiteral("flow"), Family::Flow), flow, m_body);
        button->setAccessibleName(tr("Open flow %1").arg(flow));
        button->setToolTip(plainTip(button->accessibleName()));
        connect(button, &QPushButton::clicked, this, [this, flow] { Q_EMIT flowRequested(flow); });
        m_parts->addWidget(button, 0, Qt::AlignLeading);
    } else if (type == QLatin1String("error")) {
        auto *label = new TextLabel(m_theme, words::sentence(json::text(part, "message")), TextStyle::Body, Role::Danger, m_body);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_plain += label->text() + QLatin1Char('\n');
        m_parts->addWidget(label);
    }
}

QString MessageCard::plainText() const
{
    return m_plain;
}

void MessageCard::paintEvent(QPaintEvent *)
{
    if (!m_isPerson) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Role::AccentSoft));
    painter.drawRoundedRect(QRectF(rect()).adjusted(space::kS, 1, -space::kS, -1), radius::kL, radius::kL);
}

} // namespace signalbox::ui

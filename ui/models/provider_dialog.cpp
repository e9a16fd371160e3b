// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/provider_dialog.h"

#include "api/secret_calls.h"
#include "ui/models/secret_words.h"
#include "ui/models/store_provider.h"
#include "ui/theme/style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"
#include "ui/words/words.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QUrl>

namespace signalbox::ui {

using namespace models;
using runs::fromUtf8;

namespace {

enum SecretChoice { NewKey, StoredSecret, NoKey };

constexpr int kMostPerMinute = 1'000'000'000;
constexpr int kMostAtOnce = 1000;
constexpr int kMostAttempts = 10;
constexpr int kMostSeconds = 30 * 24 * 3600;
constexpr int kMostMinutes = 24 * 60;

int minutesOf(std::int64_t seconds)
{
    return int(std::min<std::int64_t>((seconds + 59) / 60, kMostMinutes));
}

void mark(QWidget *field, const QString &problem)
{
    const bool wrong = !problem.isEmpty();
    if (field->property("signalboxWrong").toBool() != wrong) {
        field->setProperty("signalboxWrong", wrong);
        field->update();
    }
    field->setToolTip(problem);
    field->setAccessibleDescription(problem);
}

QSpinBox *number(const QString &name, int least, int most, const QString &atLeast = {})
{
    auto *box = new QSpinBox;
    box->setRange(least, most);
    box->setAccessibleName(name);
    box->setSpecialValueText(atLeast);
    box->setGroupSeparatorShown(true);
    return box;
}

} // namespace

ProviderDialog::ProviderDialog(const Theme &theme, client::Client &client, api::ProviderView start, std::vector<std::string> taken, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_client(&client)
    , m_taken(std::move(taken))
    , m_start(start)
    , m_isNew(start.revision == 0)
    , m_revision(start.revision)
    , m_banner(new Banner(theme))
    , m_kind(new QComboBox)
    , m_id(new QLineEdit)
    , m_address(new QLineEdit)
    , m_secret(new QComboBox)
    , m_key(new QLineEdit)
    , m_model(new QComboBox)
    , m_requests(number(tr("Requests a minute"), 0, kMostPerMinute, tr("no limit")))
    , m_tokens(number(tr("Tokens a minute"), 0, kMostPerMinute, tr("no limit")))
    , m_atOnce(number(tr("Calls at a time"), 1, kMostAtOnce))
    , m_attempts(number(tr("Attempts"), 1, kMostAttempts))
    , m_cache(number(tr("Answer the same again for"), 0, kMostSeconds, tr("never")))
    , m_check(number(tr("Check its health every"), 0, kMostMinutes, tr("never")))
    , m_limits(new QToolButton)
    , m_state(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_connect(new QPushButton)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_isNew ? tr("Connect a provider") : tr("Change %1").arg(fromUtf8(start.id)));
    auto *title = new TextLabel(theme, m_isNew ? tr("Connect a provider of models") : fromUtf8(start.id), TextStyle::Heading);
    title->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::kM);
    form->setVerticalSpacing(space::kS);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    addFields(form);
    m_state->setWordWrap(true);
    m_connect->setDefault(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_connect, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setAutoDefault(false); // Return connects
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(space::kXxl, space::kXl, space::kXxl, space::kXl);
    inside->setSpacing(space::kM);
    inside->addWidget(title);
    inside->addSpacing(space::kS);
    inside->addLayout(form);
    inside->addWidget(m_limits, 0, Qt::AlignLeading);
    inside->addWidget(addLimits());
    inside->addWidget(m_state);
    inside->addStretch();
    inside->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(inside, 1);
    setMinimumWidth(440);

    fill(start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, &ProviderDialog::begin);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ProviderDialog::kindChosen);
    connect(m_id, &QLineEdit::textEdited, this, [this] { m_idIsOwn = true; });
    connect(m_secret, &QComboBox::currentIndexChanged, this, &ProviderDialog::refresh);
    for (auto *line : {m_id, m_address, m_key}) {
        connect(line, &QLineEdit::textChanged, this, &ProviderDialog::refresh);
    }
    connect(m_model, &QComboBox::currentTextChanged, this, &ProviderDialog::refresh);
    for (auto *box : {m_requests, m_tokens, m_atOnce, m_attempts, m_cache, m_check}) {
        connect(box, &QSpinBox::valueChanged, this, &ProviderDialog::refresh);
    }
    connect(this, &QDialog::finished, this, [this] { m_scope.renew(); });
    refresh();
    m_scope.start([this, from = m_client](std::stop_token stop) { return readSecrets(this, from, stop); });
}

ProviderDialog::~ProviderDialog()
{
    // The scope waits in an event loop for what is under way, and a deletion that was asked for must not come again in it.
    QCoreApplication::removePostedEvents(this, QEvent::DeferredDelete);
}

void ProviderDialog::addFields(QFormLayout *form)
{
    for (const auto &info : kinds()) {
        m_kind->addItem(info.title, int(info.kind));
    }
    m_kind->setAccessibleName(tr("Provider"));
    m_id->setAccessibleName(tr("Name"));
    m_id->setMaxLength(64);
    m_address->setAccessibleName(tr("Address"));
    m_address->setLayoutDirection(Qt::LeftToRight);
    m_secret->setAccessibleName(tr("Where the key comes from"));
    m_key->setAccessibleName(tr("Key"));
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setPlaceholderText(tr("Paste the key"));
    m_key->setLayoutDirection(Qt::LeftToRight);
    m_model->setAccessibleName(tr("Model by default"));
    m_model->setEditable(true);
    m_model->lineEdit()->setAccessibleName(m_model->accessibleName());
    m_model->lineEdit()->setPlaceholderText(tr("Chosen when it is connected"));
    auto *key = new QVBoxLayout;
    key->setSpacing(space::kS);
    key->addWidget(m_secret);
    key->addWidget(m_key);
    form->addRow(tr("&Provider"), m_kind);
    form->addRow(tr("&Name"), m_id);
    form->addRow(tr("&Address"), m_address);
    auto *keyLabel = new QLabel(tr("&Key"));
    keyLabel->setBuddy(m_secret);
    form->addRow(keyLabel, key);
    form->addRow(tr("&Model by default"), m_model);
}

QWidget *ProviderDialog::addLimits()
{
    auto *fields = new QWidget;
    auto *form = new QFormLayout(fields);
    form->setContentsMargins(space::kXl, 0, 0, 0);
    form->setSpacing(space::kM);
    form->setVerticalSpacing(space::kS);
    m_cache->setSuffix(tr(" s"));
    for (auto *box : {m_requests, m_tokens, m_atOnce, m_attempts, m_cache, m_check}) {
        form->addRow(box->accessibleName(), box);
    }
    m_check->setSuffix(tr(" min"));
    m_check->setToolTip(tr("Its list of models is read where nothing was heard of it for so long; no model is asked"));
    m_cache->setToolTip(tr("The same request has the same answer for so long, without being sent"));
    fields->hide();
    m_limits->setText(tr("Limits and checks"));
    m_limits->setCheckable(true);
    m_limits->setAutoRaise(true);
    m_limits->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_limits->setIcon(m_theme.icon(QStringLiteral("chevron-forward")));
    connect(m_limits, &QToolButton::toggled, this, [this, fields](bool on) {
        m_limits->setIcon(m_theme.icon(on ? QStringLiteral("chevron-down") : QStringLiteral("chevron-forward")));
        fields->setVisible(on);
    });
    return fields;
}

void ProviderDialog::fill(const api::ProviderView &start)
{
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(int(start.kind))));
    m_id->setText(fromUtf8(start.id));
    m_idIsOwn = !start.id.empty();
    m_id->setEnabled(m_isNew);
    m_address->setText(fromUtf8(start.baseUrl));
    m_secret->addItem(tr("A new key"), int(NewKey));
    m_secret->addItem(tr("No key"), int(NoKey));
    if (!start.secret.empty()) {
        m_secret->insertItem(1, fromUtf8(start.secret), int(StoredSecret));
        m_secret->setCurrentIndex(1);
    } else {
        m_secret->setCurrentIndex(m_secret->findData(int(m_isNew && kind().asksForKey && !kind().needsAddress ? NewKey : NoKey)));
    }
    m_model->setEditText(fromUtf8(start.defaultModel));
    m_requests->setValue(int(std::min<std::int64_t>(start.requestsPerMinute, kMostPerMinute)));
    m_tokens->setValue(int(std::min<std::int64_t>(start.tokensPerMinute, kMostPerMinute)));
    m_atOnce->setValue(int(std::min<std::int64_t>(start.concurrency, kMostAtOnce)));
    m_attempts->setValue(int(std::min<std::int64_t>(start.attempts, kMostAttempts)));
    m_cache->setValue(int(std::min<std::int64_t>(start.cacheSeconds, kMostSeconds)));
    m_check->setValue(minutesOf(start.healthSeconds));
    kindChosen();
}

void ProviderDialog::kindChosen()
{
    m_address->setPlaceholderText(kind().address);
    if (!m_idIsOwn) {
        QString id = kind().id;
        for (int i = 2; std::ranges::find(m_taken, id.toStdString()) != m_taken.end(); ++i) {
            id = kind().id + u'-' + QString::number(i);
        }
        m_id->setText(id);
    }
    if (m_isNew && m_secret->currentData().toInt() != StoredSecret && m_key->text().isEmpty()) {
        m_secret->setCurrentIndex(m_secret->findData(int(kind().asksForKey && !kind().needsAddress ? NewKey : NoKey)));
    }
    refresh();
}

KindInfo ProviderDialog::kind() const
{
    return kinds()[std::size_t(std::max(0, m_kind->currentIndex()))];
}

QString ProviderDialog::idProblem() const
{
    const QString id = m_id->text().trimmed();
    if (const QString problem = providerNameProblem(id); !problem.isEmpty()) {
        return problem;
    }
    if (m_isNew && std::ranges::find(m_taken, id.toStdString()) != m_taken.end()) {
        return tr("There is a provider of that name already.");
    }
    return {};
}

QString ProviderDialog::addressProblem() const
{
    const QString text = m_address->text().trimmed();
    if (text.isEmpty()) {
        return kind().needsAddress ? tr("Where does the server listen? For example %1").arg(kind().address) : QString();
    }
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")) || url.host().isEmpty()) {
        return tr("An address begins with https:// or http:// and names a server.");
    }
    if (!url.userInfo().isEmpty() || url.hasQuery()) {
        return tr("Leave the key out of the address; it has a field of its own.");
    }
    return {};
}

void ProviderDialog::refresh()
{
    m_key->setVisible(m_secret->currentData().toInt() == NewKey);
    const QString id = idProblem();
    const QString address = addressProblem();
    mark(m_id, id);
    mark(m_address, m_address->text().isEmpty() ? QString() : address);
    const bool lacksKey = m_secret->currentData().toInt() == NewKey && m_key->text().trimmed().isEmpty();
    const bool isConnected = isConnectedAs(wanted());
    m_connect->setText(m_isBusy ? tr("Connecting…") : isConnected ? tr("Done") : tr("Connect"));
    m_connect->setEnabled(!m_isBusy && id.isEmpty() && address.isEmpty() && !lacksKey);
    m_connect->setToolTip(!id.isEmpty() ? id : !address.isEmpty() ? address : lacksKey ? tr("Paste the key, or choose where it comes from.") : QString());
    if (!isConnected && !m_isBusy) {
        m_state->setText(m_secret->currentData().toInt() == NewKey ? tr("The key is sealed by the backend; nobody can read it back.") : tr("The list of its models is read; nothing else is sent."));
    }
}

// What a new key is to be called; freeSecretName() makes it one that no secret of another purpose has.
std::string ProviderDialog::secretName() const
{
    if (!m_made.empty()) {
        return m_made; // another try with another key
    }
    return "key_" + m_id->text().trimmed().toStdString();
}

ProviderDialog::Wanted ProviderDialog::wanted() const
{
    Wanted wanted;
    auto &provider = wanted.provider;
    provider = putOf(m_start); // what has no field here stays
    provider.secret.clear();
    provider.id = m_id->text().trimmed().toStdString();
    provider.kind = kind().kind;
    provider.baseUrl = m_address->text().trimmed().toStdString();
    switch (m_secret->currentData().toInt()) {
    case NewKey:
        provider.secret = secretName();
        wanted.key = m_key->text().trimmed().toStdString();
        break;
    case StoredSecret: provider.secret = m_secret->currentText().toStdString(); break;
    default: break;
    }
    provider.defaultModel = m_model->currentText().trimmed().toStdString();
    // What is more than a field can show stays where nobody changed it.
    const auto keep = [](std::int64_t &value, const QSpinBox *field) {
        if (std::min<std::int64_t>(value, field->maximum()) != field->value()) {
            value = field->value();
        }
    };
    keep(provider.requestsPerMinute, m_requests);
    keep(provider.tokensPerMinute, m_tokens);
    keep(provider.concurrency, m_atOnce);
    keep(provider.attempts, m_attempts);
    keep(provider.cacheSeconds, m_cache);
    if (minutesOf(provider.healthSeconds) != m_check->value()) {
        provider.healthSeconds = std::int64_t(m_check->value()) * 60;
    }
    return wanted;
}

// Which model is asked by default makes no difference to whether it answers.
bool ProviderDialog::isConnectedAs(const Wanted &wanted) const
{
    if (!m_connected) {
        return false;
    }
    const auto &now = wanted.provider;
    const auto &then = m_connected->provider;
    return wanted.key.empty() && now.id == then.id && now.kind == then.kind && now.baseUrl == then.baseUrl && now.secret == then.secret;
}

void ProviderDialog::begin()
{
    m_banner->hide();
    auto now = wanted();
    const bool isKnown = isConnectedAs(now);
    setBusy(true);
    m_scope.start([this, now = std::move(now), isKnown](std::stop_token stop) { return carryOut(this, m_client, now, isKnown, stop); });
}

void ProviderDialog::setBusy(bool busy)
{
    m_isBusy = busy;
    for (QWidget *field : std::initializer_list<QWidget *>{m_kind, m_address, m_secret, m_key, m_model}) {
        field->setEnabled(!busy);
    }
    m_id->setEnabled(!busy && m_isNew);
    refresh();
}

Task<void> ProviderDialog::readSecrets(ProviderDialog *self, client::Client *client, std::stop_token stop)
{
    const api::Nothing nothing;
    auto list = co_await client->call<api::SecretsList>(nothing, stop);
    // Without the permission a new key can still be given.
    if (stop.stop_requested() || !list) {
        co_return;
    }
    for (const auto &secret : list->secrets) {
        if (const QString name = fromUtf8(secret.name); self->m_secret->findText(name) < 0) {
            self->m_secret->insertItem(self->m_secret->count() - 1, name, int(StoredSecret));
        }
    }
}

Task<void> ProviderDialog::carryOut(ProviderDialog *self, client::Client *client, Wanted wanted, bool isKnown, std::stop_token stop)
{
    if (!wanted.key.empty()) {
        if (self->m_made.empty()) {
            wanted.provider.secret = co_await freeSecretName(client, wanted.provider.secret, stop);
            if (stop.stop_requested()) {
                co_return;
            }
        }
        api::SecretSetParams secret{wanted.provider.secret, wanted.key};
        auto sealed = co_await client->call<api::SecretsSet>(std::move(secret), stop);
        if (stop.stop_requested()) {
            co_return;
        }
        if (!sealed) {
            self->setBusy(false);
            self->m_banner->say(Banner::Kind::Danger, words::sentence(sealed.error()));
            co_return;
        }
        // From here on it is a secret like any other, and the key is not kept in the window.
        self->m_made = wanted.provider.secret;
        const QString name = fromUtf8(wanted.provider.secret);
        if (self->m_secret->findText(name) < 0) {
            self->m_secret->insertItem(1, name, int(StoredSecret));
        }
        self->m_secret->setCurrentIndex(self->m_secret->findText(name));
        self->m_key->clear();
        wanted.key.clear();
    }
    auto put = wanted.provider;
    auto problem = co_await storeProvider(client, std::move(put), self->m_isNew, &self->m_revision, stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (!problem.isEmpty()) {
        self->setBusy(false);
        self->m_banner->say(Banner::Kind::Danger, problem);
        co_return;
    }
    self->m_isNew = false;
    Q_EMIT self->stored(fromUtf8(wanted.provider.id));
    if (isKnown) {
        self->accept();
        co_return;
    }
    api::ModelListParams asked{wanted.provider.id, true};
    auto list = co_await client->call<api::ModelsList>(std::move(asked), stop);
    if (stop.stop_requested()) {
        co_return;
    }
    if (list) {
        self->m_connected = wanted;
    }
    self->setBusy(false);
    if (list) {
        self->showModels(*list);
    } else {
        self->m_banner->say(Banner::Kind::Danger, tr("It is stored, and does not answer: %1").arg(words::sentence(list.error())));
    }
}

void ProviderDialog::showModels(const api::ModelList &list)
{
    const QString chosen = m_model->currentText();
    m_model->clear();
    for (const auto &model : list.models) {
        m_model->addItem(fromUtf8(model.id));
    }
    m_model->setCurrentIndex(m_model->findText(chosen));
    m_model->setEditText(chosen);
    m_model->lineEdit()->setPlaceholderText(tr("Choose one"));
    m_state->setText(list.models.empty() ? tr("It answers, but offers no model.")
                     : chosen.isEmpty()  ? tr("It answers and offers %n model(s). Choose the one that is asked where nothing else is said.", nullptr, int(list.models.size()))
                                         : tr("It answers and offers %n model(s).", nullptr, int(list.models.size())));
    if (chosen.isEmpty()) {
        m_model->setFocus();
    }
}

} // namespace signalbox::ui

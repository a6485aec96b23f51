// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sites/verifycard.h"

#include "core/types/hosttext.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/text/textscale.h"

#include <QDesktopServices>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace std::chrono_literals;

namespace {

constexpr auto kTick = 250ms;
constexpr auto kFrame = 40ms;
constexpr Micros kRingPeriod = 2'400 * kMicrosPerMilli;

/// "1:08"
QString elapsedText(Micros since)
{
    const qint64 seconds = since / kMicrosPerSecond;
    return QStringLiteral("%1:%2").arg(QString::number(seconds / 60),
                                       QString::number(seconds % 60).rightJustified(2, u'0'));
}

/// A page of the site to open in the browser. Not of what a wildcard covers, nor of this computer or an
/// address, whose scheme and port nobody told.
QUrl pageOf(const Site &site)
{
    for (const QString &host : site.domains) {
        const bool isName = host.contains(u'.') && !host.startsWith(u'*') && !host.startsWith(u'[')
            && !host.at(host.size() - 1).isDigit();
        if (isName)
            return QUrl(QStringLiteral("https://%1/").arg(host));
    }
    return {};
}

QString hostOf(const Site &site)
{
    return site.domains.isEmpty() ? site.displayName() : readableHost(site.domains.constFirst());
}

} // namespace

/// Rings that grow from a dot while something is awaited.
class VerifyCard::Rings final : public QWidget
{
public:
    Rings(const Clock &clock, QWidget *parent) : QWidget(parent), m_clock(clock)
    {
        constexpr int kSize = 64;
        setFixedSize(kSize, kSize);
        connect(&m_frames, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    }

    void setState(State state)
    {
        m_state = state;
        move();
    }
    void setReducedMotion(bool isReduced)
    {
        m_isStill = isReduced;
        move();
    }

protected:
    void showEvent(QShowEvent *) override { move(); }
    void hideEvent(QHideEvent *) override { m_frames.stop(); }
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QPointF middle = QRectF(rect()).center();
        const QColor colour = m_state == State::Works ? theme.good
            : m_state == State::Failed                ? theme.warn
                                                      : theme.accent;
        constexpr int kRings = 3;
        for (int ring = 0; ring < kRings; ++ring) {
            const double shift = m_frames.isActive()
                ? static_cast<double>(m_clock.elapsed() % kRingPeriod) / static_cast<double>(kRingPeriod)
                : 0.5;
            const double grown = (ring + shift) / kRings;
            QColor faded = colour;
            faded.setAlphaF(static_cast<float>(1 - grown));
            painter.setPen(QPen(faded, 1.5));
            painter.drawEllipse(middle, 8 + grown * 22, 8 + grown * 22);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(middle, 7, 7);
        if (m_state == State::Works)
            painter.drawPixmap(middle - QPointF(5, 5),
                               iconPixmap(QStringLiteral("check"), theme.window, 10, devicePixelRatioF()));
    }

private:
    void move()
    {
        if (m_state == State::Waiting && !m_isStill && isVisible())
            m_frames.start(kFrame);
        else
            m_frames.stop();
        update();
    }

    const Clock &m_clock;
    QTimer m_frames;
    State m_state = State::Idle;
    bool m_isStill = false;
};

VerifyCard::VerifyCard(SignalBus &bus, SiteQuestions &sites, CollectorControl &collector, const Clock &clock,
                       QWidget *parent) :
    QWidget(parent),
    m_sites(sites),
    m_collector(collector),
    m_clock(clock),
    m_rings(new Rings(clock, this)),
    m_headline(new PlainLabel(this)),
    m_elapsed(new PlainLabel(this)),
    m_lines(new QVBoxLayout),
    m_start(new QPushButton(this)),
    m_open(new QPushButton(tr("Open the page"), this)),
    m_test(new QPushButton(tr("Send a test hit"), this))
{
    setObjectName(QStringLiteral("verifyCard"));
    m_headline->setObjectName(QStringLiteral("verifyHeadline"));
    m_headline->setFont(Type::strong());
    m_headline->setWordWrap(true);
    m_elapsed->setObjectName(QStringLiteral("verifyElapsed"));
    setTone(m_elapsed, Tone::Muted);
    m_start->setObjectName(QStringLiteral("verifyStart"));
    m_open->setObjectName(QStringLiteral("verifyOpen"));
    m_test->setObjectName(QStringLiteral("verifyTestHit"));
    m_test->setToolTip(PlainText::toolTip(
        tr("Sends the event \"test hit\" to the collector. It shows that collecting works, not that the page "
           "has the snippet.")));
    connect(m_start, &QPushButton::clicked, this, [this] { m_state == State::Waiting ? stop() : start(); });
    connect(m_open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(pageOf(m_watch.site())); });
    connect(m_test, &QPushButton::clicked, this, [this] { m_collector.sendTestHit(m_watch.site().id); });
    connect(&m_tick, &QTimer::timeout, this, &VerifyCard::tick);
    connect(&bus, &SignalBus::hitsCommitted, this, &VerifyCard::onHits);
    connect(&bus, &SignalBus::hitsRejected, this, &VerifyCard::onRejections);
    connect(&bus, &SignalBus::collectorStateChanged, this, &VerifyCard::refresh);

    auto *head = new QHBoxLayout;
    head->addWidget(m_headline, 1);
    head->addWidget(m_elapsed, 0, Qt::AlignTop);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Metrics::kGrid);
    buttons->addWidget(m_open);
    buttons->addWidget(m_test);
    buttons->addStretch(1);
    buttons->addWidget(m_start);
    m_lines->setSpacing(Metrics::kGrid / 2);
    auto *column = new QVBoxLayout;
    column->setSpacing(Metrics::kGrid);
    column->addLayout(head);
    column->addLayout(m_lines);
    column->addLayout(buttons);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(20, 16, 20, 16);
    row->setSpacing(20);
    row->addWidget(m_rings, 0, Qt::AlignTop);
    row->addLayout(column, 1);
    setState(State::Idle);
}

void VerifyCard::setSite(const Site &site)
{
    if (site.id != m_watch.site().id)
        setState(State::Idle);
    m_watch = FirstHitWatch(site, m_collector.collectorState().url);
    m_open->setVisible(pageOf(site).isValid());
    refresh();
}

void VerifyCard::start()
{
    m_watch = FirstHitWatch(m_watch.site(), m_collector.collectorState().url);
    m_began = m_clock.elapsed();
    m_tick.start(kTick);
    setState(State::Waiting);
    tick();
}

void VerifyCard::stop()
{
    setState(State::Idle);
}

void VerifyCard::setReducedMotion(bool isReduced)
{
    m_rings->setReducedMotion(isReduced);
}

void VerifyCard::setState(State state)
{
    m_state = state;
    if (state != State::Waiting)
        m_tick.stop();
    m_rings->setState(state);
    refresh();
}

void VerifyCard::onHits(const HitBatch &batch)
{
    // Who sends a test hit wants to know of it, whether or not anything is awaited.
    const bool isWaiting = m_state == State::Waiting || m_state == State::Failed;
    bool isNews = false;
    for (const Hit &one : batch.hits) {
        if (isWaiting || isTestHit(one))
            isNews = m_watch.add(one) || isNews;
    }
    if (isNews)
        refresh();
    if (!isWaiting)
        return;
    const auto hit = std::ranges::find_if(batch.hits,
                                          [this](const Hit &one) { return m_watch.isAwaited(one); });
    if (hit == batch.hits.end())
        return;
    m_page = hit->url;
    setState(State::Works);
    Q_EMIT works(*hit);
}

void VerifyCard::onRejections(const QList<Rejection> &rejections)
{
    if (m_state != State::Waiting && m_state != State::Failed)
        return;
    const QList<FirstHitWatch::Cause> before = m_watch.seen();
    for (const Rejection &rejection : rejections)
        m_watch.add(rejection);
    if (m_watch.seen() != before)
        refresh();
}

void VerifyCard::tick()
{
    const Micros since = m_clock.elapsed() - m_began;
    m_elapsed->setText(elapsedText(since));
    if (since >= kPatience)
        setState(State::Failed);
}

void VerifyCard::refresh()
{
    while (QLayoutItem *line = m_lines->takeAt(0)) {
        delete line->widget();
        delete line;
    }
    const QString host = hostOf(m_watch.site());
    const CollectorState collector = m_collector.collectorState();
    const bool isListening = collector.phase == CollectorState::Phase::Listening;
    m_elapsed->setVisible(m_state == State::Waiting);
    m_start->setText(m_state == State::Waiting    ? tr("Stop waiting")
                         : m_state == State::Idle ? tr("Verify")
                                                  : tr("Try again"));
    if (!isListening && m_state != State::Idle)
        addLine(QStringLiteral("warning"), tr("The collector does not listen; nothing can arrive."));
    switch (m_state) {
    case State::Idle:
        m_headline->setText(LineText::fill(tr("Do hits of %1 arrive?"), host));
        addLine(QString(), tr("Put the snippet into a page, start here, then open the page in a browser."));
        addTestHit();
        return;
    case State::Works:
        m_headline->setText(LineText::fill(tr("Hits of %1 arrive"), host));
        addLine(QStringLiteral("check"),
                LineText::fill(tr("The first came from %1"), LineText::path(m_page)));
        addTestHit();
        return;
    case State::Waiting:
        m_headline->setText(LineText::fill(tr("Waiting for a hit of %1"), host));
        if (isListening)
            addLine(QStringLiteral("check"),
                    LineText::fill(tr("The collector listens at %1"), collector.url));
        break;
    case State::Failed:
        m_headline->setText(LineText::fill(tr("No hit of the pages of %1 was counted in two minutes"), host));
        break;
    }
    addTestHit();
    const QList<FirstHitWatch::Cause> causes = m_state == State::Failed ? m_watch.causes() : m_watch.seen();
    for (const FirstHitWatch::Cause &cause : causes) {
        const bool wasSeen = cause.count > 0;
        addLine(wasSeen ? QStringLiteral("warning") : QStringLiteral("question"),
                toText(cause) + u' ' + remedyFor(cause),
                cause.kind == FirstHitWatch::Kind::OtherHost ? cause.what : QString());
    }
    if (m_state == State::Waiting)
        addLine(
            QStringLiteral("clock"),
            m_watch.hasTestHit()
                ? tr("The website's own first hit is still awaited. After two minutes the likely causes are "
                     "named.")
                : tr(
                    "Nothing counted since this wait began. After two minutes the likely causes are named."));
}

void VerifyCard::addTestHit()
{
    if (m_watch.hasTestHit())
        addLine(QStringLiteral("check"), tr("The test hit arrived, so the collector works."));
}

void VerifyCard::allow(const QString &host)
{
    Site site = m_watch.site();
    site.domains.append(host);
    m_asking = m_sites.updateSite(site, this, [this, site](const Result<void> &updated) {
        if (!updated)
            return m_headline->setText(updated.error().message);
        m_watch = FirstHitWatch(site, m_collector.collectorState().url);
        start();
    });
}

void VerifyCard::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        // Signs have the colours of the theme and the size of texts. Not now: the application walks through
        // its widgets.
        QMetaObject::invokeMethod(this, &VerifyCard::refresh, Qt::QueuedConnection);
}

void VerifyCard::addLine(const QString &icon, const QString &text, const QString &allows)
{
    constexpr int kIcon = 14; // at full size of texts
    const Theme &theme = Theme::of(this);
    auto *line = new QWidget(this);
    line->setObjectName(QStringLiteral("verifyLine"));
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kGrid);
    if (!icon.isEmpty()) {
        const QColor colour = icon == QLatin1StringView("check") ? theme.good
            : icon == QLatin1StringView("warning")               ? theme.warn
                                                                 : theme.muted;
        auto *sign = new PlainLabel(line);
        sign->setPixmap(iconPixmap(icon, colour, TextScale::scaled(kIcon), devicePixelRatioF()));
        row->addWidget(sign, 0, Qt::AlignTop);
    }
    auto *label = new PlainLabel(LineText::breakable(text), line);
    label->setWordWrap(true);
    row->addWidget(label, 1);
    if (!allows.isEmpty()) {
        auto *allow = new QPushButton(tr("Allow this host"), line);
        allow->setObjectName(QStringLiteral("verifyAllowHost"));
        allow->setProperty("flat", true);
        connect(allow, &QPushButton::clicked, this, [this, allows] { this->allow(allows); });
        row->addWidget(allow, 0, Qt::AlignTop);
    }
    m_lines->addWidget(line);
}

void VerifyCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.control);
    painter.setBrush(theme.window);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
}

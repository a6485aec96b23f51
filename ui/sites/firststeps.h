// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/signalbus.h"
#include "core/questions/allquestions.h"
#include "core/questions/asking.h"
#include "core/types/clock.h"
#include "core/types/result.h"
#include "core/types/site.h"
#include "ui/sites/landbackdrop.h"

#include <optional>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class Settings;
class SnippetCard;
class VerifyCard;

/// What a program without a site shows in place of its pages: it asks for the website, gives its snippet, and
/// waits for the first hit. Main thread.
class FirstSteps final : public LandBackdrop
{
    Q_OBJECT

public:
    /// The references must outlive this object.
    FirstSteps(SignalBus &bus, const AllQuestions &questions, Settings &settings, const Clock &clock,
               QWidget *parent = nullptr);

    /// A site was made here, and the user has not gone on yet.
    bool isUnderWay() const { return m_made.has_value() || m_asking.isOpen(); }
    /// Goes on with a site that was made: its snippet, and waiting for its first hit.
    void showSnippet(const Site &site);
    /// Back to the question; nothing is under way any more.
    void reset();
    /// While simulated traffic is being prepared the offer says so. An error is shown below it.
    void setLookingAround(bool isStarting, const QString &error = {});

Q_SIGNALS:
    /// A site was made; its snippet is shown.
    void created(const QString &site);
    /// The user wants to change what follows from the domain before the site is made.
    void changeWanted(const Site &draft);
    void lookAroundWanted();
    void networkWanted();
    void messagePosted(const QString &text);
    /// The first hit came, or the user goes on without it.
    void finished();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildQuestion();
    QWidget *buildSnippet();
    void read();
    void create();
    void showCollector();
    /// The site of the field. Errors: "bad_host".
    Result<Site> draft() const;

    SiteQuestions &m_sites;
    const Settings &m_settings; ///< what new sites begin with
    CollectorControl &m_collector;
    Asking m_asking;
    std::optional<Site> m_made;
    QStackedWidget *m_steps;
    class StepLine;
    StepLine *m_line;
    QLineEdit *m_domain = nullptr;
    QPushButton *m_continue = nullptr;
    QLabel *m_follows = nullptr; ///< name, key and zone, or what is wrong
    QPushButton *m_change = nullptr;
    QPushButton *m_lookAround = nullptr;
    QLabel *m_lookAroundNote = nullptr;
    QLabel *m_address = nullptr;
    QLabel *m_headline = nullptr; ///< of the snippet
    SnippetCard *m_snippet = nullptr;
    VerifyCard *m_verify = nullptr;
};

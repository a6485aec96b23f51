// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitechanges.h"

#include "ui/text/linetext.h"

#include <utility>

SiteChanges::SiteChanges(SiteQuestions &sites, TokenQuestions &tokens, QObject *parent) :
    QObject(parent), m_sites(sites), m_tokens(tokens)
{
}

void SiteChanges::change(const Site &before, const Site &after, const QString &what)
{
    const auto to = [this](const Site &site) {
        return
            [this, site](Answer<void> answer) { return m_sites.updateSite(site, this, std::move(answer)); };
    };
    const bool isAboutBots = before.botMode != after.botMode || before.botRules != after.botRules;
    carryOut(to(after), to(before), what, [this, isAboutBots, id = after.id] {
        if (isAboutBots)
            Q_EMIT botRulesChanged(id);
    });
}

void SiteChanges::remove(const Site &site)
{
    carryOut(
        [this, id = site.id](Answer<void> answer) { return m_sites.removeSite(id, this, std::move(answer)); },
        [this, site](Answer<void> answer) { return m_sites.createSite(site, this, std::move(answer)); },
        LineText::fill(tr("%1 is deleted; its hits stay, new ones are rejected"), site.displayName()), [] {});
}

void SiteChanges::revoke(const Token &token)
{
    carryOut(
        [this, token](Answer<void> answer) {
            return m_tokens.removeToken(token.name, this, std::move(answer));
        },
        [this, token](Answer<void> answer) { return m_tokens.putBackToken(token, this, std::move(answer)); },
        LineText::fill(tr("Token %1 is revoked"), token.name), [] {});
}

void SiteChanges::carryOut(const Step &step, const Step &back, const QString &what,
                           const std::function<void()> &after)
{
    m_open.add(step([this, back, what, after](const Result<void> &result) {
        if (!result) {
            Q_EMIT refused(result.error());
            return;
        }
        m_undo = [this, back, what, after] {
            m_open.add(back([this, what, after](const Result<void> &taken) {
                if (!taken) {
                    Q_EMIT refused(taken.error());
                    return;
                }
                after();
                Q_EMIT undone(LineText::fill(tr("Taken back: %1"), what));
            }));
        };
        after();
        Q_EMIT done(what);
    }));
}

void SiteChanges::undo()
{
    if (isBusy() || !m_undo)
        return;
    std::exchange(m_undo, {})();
}

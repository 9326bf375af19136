import { ruleCourses } from '../model/rule-course.ts';
import { unpackPage } from '../packed-page.ts';
import { isLeftOut } from '../report-page.ts';
import { courseSection } from './course-section.ts';
import { element, shown } from './element.ts';
import { latencySection } from './latency-section.ts';
import { leftOutNote } from './left-out-note.ts';
import { pageHeader, runTitle } from './page-header.ts';
import { ruleDetail } from './rule-detail.ts';
import { ruleTable } from './rule-table.ts';
import { note, section } from './section.ts';
import {
  budgetSection,
  environmentSection,
  findingSection,
  measuredSection,
  warningSection,
} from './text-sections.ts';
import { phaseSection, timePictures } from './time-sections.ts';

const page = unpackPage(document.getElementById('data')!.textContent);
const { run, texts, leftOut } = page;
const courseOf = ruleCourses(run);
const places = new Map(run.rules.map((row, index) => [row, index]));

const table = ruleTable(run.rules, (row) => {
  const place = places.get(row)!;
  return ruleDetail(row, courseOf, {
    texts: isLeftOut(place, leftOut.textsFrom),
    charts: isLeftOut(place, leftOut.chartsFrom),
  });
});
const sections = [
  budgetSection(texts),
  findingSection(texts),
  section('rules', 'Rules', leftOutNote(page), run.rules.length === 0 ? note('No rules ran.') : table),
  ...timePictures(run),
  latencySection(run.rules),
  courseSection(run, courseOf, leftOut.chartsFrom !== null),
  phaseSection(run),
  warningSection(run),
  measuredSection(texts),
  environmentSection(run),
].filter((one) => one !== null);

document.title = shown(`${runTitle(run)} - kestrel-perf`);
document.body.append(pageHeader(run), element('main', {}, ...sections));

import { Detector, loadPack } from 'kestrel-perf';

const pack = await loadPack(process.argv.slice(2));
const onAlert = ({ ruleId, events }) => console.log(`${ruleId}: event ${events.join(', ')}`);
const detector = await Detector.open({ pack, onAlert });

const program = { 'event.category': 'process', 'event.type': 'start', 'process.name': 'whoami.exe' };
detector.add({ '@timestamp': Date.now(), ...program });
await detector.close();
console.log(detector.getMetrics('noisy-process-start'));

declare module 'parse-prometheus-text-format' {
  /** Figures by name, for names without a `# TYPE`. @throws Error at a line that is no sample */
  export default function parsePrometheusTextFormat(text: string): {
    readonly name: string;
    readonly metrics: readonly {
      readonly labels?: Readonly<Record<string, string>>;
      readonly value: string;
    }[];
  }[];
}

using System.Globalization;
using TextClassify.Infrastructure;

namespace TextClassify.Telemetry;

/// <summary>The samples of <c>/metrics</c>, by name and labels as they are written.</summary>
internal sealed class Scrape(IReadOnlyDictionary<string, double> samples)
{
    public IReadOnlyDictionary<string, double> Samples => samples;

    public static async Task<Scrape> OfAsync(Service service) => Parse((await service.GetAsync("/metrics")).Text);

    public static Scrape Parse(string text) => new(text.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .ToDictionary(line => line[..line.LastIndexOf(' ')], line => Number(line[(line.LastIndexOf(' ') + 1)..])));

    public double this[string series] => samples[series];

    /// <summary>Over all series of a name that have a label block holding <paramref name="labels"/>.</summary>
    public double Sum(string name, string labels = "") =>
        samples.Where(
            sample => sample.Key.StartsWith(name + "{", StringComparison.Ordinal)
                && sample.Key.Contains(labels, StringComparison.Ordinal)).Sum(sample => sample.Value);

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}

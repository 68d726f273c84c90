using System.Text;
using System.Text.Json;

namespace TextClassify.Training.Behaviour;

/// <summary>Results as a section of a package's card.</summary>
internal static class BehaviourSection
{
    public static readonly JsonSerializerOptions Json = new(StrictJson.Options)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Format(IReadOnlyList<BehaviourResult> results)
    {
        var text = new StringBuilder(
            """

            ## Behaviour

            Failures in tests of behaviour (`behave`, after Ribeiro et al. 2020): simple texts, and changes that mean nothing. The suites
            are in `recipes/behaviour`; what was trained on is made of other templates and words, in `recipes/behaviour/fit`.

            | suite | test | cases | failures |
            |---|---|---|---|

            """);
        foreach (var test in results.Where(test => test.Cases > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {test.Suite} | {test.Test} | {test.Cases} | {Rate(test)} |\n");
        }

        return text.ToString();
    }

    public static string Rate(BehaviourResult test) =>
        test.Cases == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{test.FailureRate * 100:F1} %");

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Example(FailedCase failed) => failed.Changed is null
        ? $"{failed.Label}: {failed.Text}"
        : $"{failed.Label}: {failed.Text} | {failed.ChangedLabel}: {failed.Changed}";
}

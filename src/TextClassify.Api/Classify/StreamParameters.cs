using System.Globalization;
using TextClassify.Api.Problems;
using TextClassify.Api.Settings;

namespace TextClassify.Api.Classify;

/// <summary>What an NDJSON request says in its query, since its body holds texts only.</summary>
internal sealed record StreamParameters(string? Model, int? Top, bool Evidence, int? DeadlineMs)
{
    public static (StreamParameters? Parameters, Problem? Problem) Read(IQueryCollection query, LimitsOptions limits)
    {
        string? model = null;
        int? top = null;
        bool evidence = false;
        int? deadlineMs = null;
        foreach (var (name, values) in query)
        {
            if (values.Count != 1)
            {
                return Refuse(ProblemTypes.DuplicateProperty, name, "Send the parameter once.");
            }

            string value = values[0] ?? "";
            switch (name)
            {
                case "model":
                    model = value;
                    break;
                case "top" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                    && number is >= 1 and <= ClassifyRequestReader.MaxTop:
                    top = number;
                    break;
                case "top":
                    return Refuse(ProblemTypes.OutOfRange, name, $"The value must be a whole number from 1 to {ClassifyRequestReader.MaxTop}.");
                case "evidence" when value is "true" or "false":
                    evidence = value == "true";
                    break;
                case "evidence":
                    return Refuse(ProblemTypes.OutOfRange, name, "The value must be true or false.");
                case "deadlineMs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                    && number >= 1 && number <= limits.MaxDeadlineMs:
                    deadlineMs = number;
                    break;
                case "deadlineMs":
                    return Refuse(ProblemTypes.OutOfRange, name, $"The value must be a whole number from 1 to {limits.MaxDeadlineMs}.");
                default:
                    return Refuse(
                        ProblemTypes.UnknownParameter, name, $"{Quoted.Name(name)} is not a parameter here; there are model, top, evidence and deadlineMs.");
            }
        }

        return (new StreamParameters(model, top, evidence, deadlineMs), null);
    }

    private static (StreamParameters? Parameters, Problem? Problem) Refuse(ProblemType type, string name, string detail) =>
        (null, new Problem(type, detail) { Where = "?" + Quoted.Name(name).Trim('\'') });
}

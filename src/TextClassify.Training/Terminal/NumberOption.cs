using System.CommandLine;
using System.Numerics;

namespace TextClassify.Training.Terminal;

/// <summary>A number with a default and a range; what is outside is refused with both named.</summary>
internal static class NumberOption
{
    public static Option<T> Create<T>(string name, string description, T standard, T least, T most)
        where T : INumber<T>
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            // What is no number at all is the parser's to refuse; asking the result for its value would throw.
            if (result.Tokens is [var token] && T.TryParse(token.Value, CultureInfo.InvariantCulture, out var value)
                && !(value >= least && value <= most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {least} to {most}."));
            }
        });
        return option;
    }
}

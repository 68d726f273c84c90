namespace TextClassify.Api.Requests;

/// <summary>What a request costs, known before it is begun.</summary>
/// <param name="Work">Tokens the model runs at most: those of each text times its model calls.</param>
/// <param name="AnswerBytes">Memory the answer takes, by <see cref="AnswerSize"/>.</param>
/// <param name="WorkingBytes">Memory that is needed beside it while it is made.</param>
internal readonly record struct RequestCost(long Work, long AnswerBytes, long WorkingBytes = 0)
{
    /// <summary>Tokens of a classifier that a token costs: more than one where it is a character.</summary>
    public int TokenPrice { get; init; } = 1;

    /// <summary>Null within the limits.</summary>
    public Problem? Check(LimitsOptions limits) => CheckWork(Work, TokenPrice, limits)
        ?? (AnswerBytes > limits.MaxAnswerBytes
            ? new Problem(
                ProblemTypes.AnswerTooLarge,
                $"The answer would take about {AnswerBytes} bytes of memory; the limit is {limits.MaxAnswerBytes}. Send fewer or shorter "
                    + "texts, or ask for less of each.")
            {
                Limit = limits.MaxAnswerBytes,
            }
            : null);

    /// <summary>Of a language model.</summary>
    public static RequestCost OfCharacters(long characters, long answerBytes) =>
        new(characters, answerBytes) { TokenPrice = CharacterCost.TokensOfACharacter };

    /// <summary>The same of work alone.</summary>
    public static Problem? CheckWork(long work, int price, LimitsOptions limits) => work * price <= limits.MaxWorkTokens
        ? null
        : new Problem(
            ProblemTypes.TooMuchWork,
            $"The model would run up to {work * price} tokens, those of each text times its model "
            + $"calls{(price == 1 ? "" : $", {price} a character")}; the limit is {limits.MaxWorkTokens}. Send fewer or shorter texts, "
            + "fewer methods, metrics or targets, or lower the methods' numbers of samples, steps or edits.")
        {
            Limit = limits.MaxWorkTokens,
        };
}

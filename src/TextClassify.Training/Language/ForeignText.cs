using System.Text;

namespace TextClassify.Training.Language;

/// <summary>What is as long as a text and no text of its kind: its characters shuffled, other alphabets, base64.</summary>
internal static class ForeignText
{
    // The beginnings of Article 1 of the Universal Declaration of Human Rights, in Greek, Russian and Hindi.
    private static readonly string[] Alphabets =
    [
        "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
        "Все люди рождаются свободными и равными в своем достоинстве и правах.",
        "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
    ];

    /// <summary>In words.</summary>
    public const string Kinds = "their shuffled characters, other alphabets and base64";

    /// <summary>One of each kind.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seed">Of the shuffle and of the bytes.</param>
    public static IEnumerable<string> Of(string text, int seed)
    {
        var random = new Random(seed);
        char[] shuffled = text.ToCharArray();
        random.Shuffle(shuffled);
        yield return new string(shuffled);

        string alphabet = Alphabets[seed % Alphabets.Length];
        var other = new StringBuilder();
        while (other.Length < text.Length)
        {
            other.Append(alphabet).Append(' ');
        }

        yield return other.ToString(0, text.Length);

        byte[] bytes = new byte[Math.Max(3, text.Length * 3 / 4)];
        random.NextBytes(bytes);
        yield return Convert.ToBase64String(bytes);
    }
}

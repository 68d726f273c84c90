using System.Text;

namespace TextClassify.OwnData;

/// <summary>A user's file: two teams, told apart by one word of each ticket; the first row has no text.</summary>
internal static class Tickets
{
    private const int Rows = 240;

    public static string Csv()
    {
        string[] filler = ["the", "my", "please", "again", "is", "since", "monday", "help", "with", "screen", "order", "letter"];
        string[] billing = ["refund", "invoice", "charged"];
        string[] support = ["broken", "crashes", "frozen"];
        var random = new Random(5);
        var file = new StringBuilder("body,team\n,billing\n");
        for (int i = 0; i < Rows; i++)
        {
            string[] words = random.GetItems(filler, random.Next(3, 9));
            words[random.Next(words.Length)] = random.GetItems(i % 2 == 0 ? billing : support, 1)[0];
            file.Append(string.Join(' ', words)).Append(i % 2 == 0 ? ",billing\n" : ",support\n");
        }

        return file.ToString();
    }
}

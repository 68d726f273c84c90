namespace TextClassify.Api.Http;

/// <summary>
/// Walks one JSON value and remembers the first thing that is wrong with it; after that every step says no.
/// The serializer's own errors tell neither an unknown property from a wrong type nor the index of a list item without reading
/// their messages, and they may quote the user's text.
/// </summary>
internal ref partial struct JsonCursor
{
    /// <summary>The contract nests four deep; the rest is room for a wrong body to be told what is wrong with it.</summary>
    private const int MaxDepth = 32;

    private readonly long _firstLine;
    private Utf8JsonReader _reader;

    private JsonCursor(ReadOnlySpan<byte> json, long firstLine)
    {
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        _firstLine = firstLine;
    }

    public Problem? Problem { get; private set; }

    public readonly bool Failed => Problem is not null;

    public readonly JsonTokenType TokenType => _reader.TokenType;

    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    /// <summary>Stands on the first token of the only value of <paramref name="json"/>, which begins at that line of the body.</summary>
    public static JsonCursor Open(ReadOnlySpan<byte> json, long firstLine = 1)
    {
        json = Utf8Check.WithoutByteOrderMark(json);
        var cursor = new JsonCursor(json, firstLine) { Problem = Utf8Check.Check(json, firstLine) };
        cursor.Advance();
        return cursor;
    }

    /// <summary>Refuses what follows the value.</summary>
    public void Close()
    {
        if (Failed)
        {
            return;
        }

        try
        {
            _reader.Read();
        }
        catch (JsonException exception)
        {
            Problem = Malformed(exception);
        }
    }

    /// <summary>False, with the problem noted, when the JSON is broken here.</summary>
    public bool Advance()
    {
        if (Failed)
        {
            return false;
        }

        try
        {
            if (_reader.Read())
            {
                return true;
            }

            Problem = new Problem(ProblemTypes.MalformedJson, "There is no JSON.") { Line = _firstLine };
        }
        catch (JsonException exception)
        {
            Problem = Malformed(exception);
        }

        return false;
    }

    public bool EnterObject(string where)
    {
        if (!Failed && _reader.TokenType != JsonTokenType.StartObject)
        {
            RefuseType(where, "an object");
        }

        return !Failed;
    }

    public bool EnterArray(string where, string expected = "a list")
    {
        if (!Failed && _reader.TokenType != JsonTokenType.StartArray)
        {
            RefuseType(where, expected);
        }

        return !Failed;
    }

    /// <summary>Stands on the next property's name, or says no at the object's end.</summary>
    public bool NextProperty() => Advance() && _reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Stands on the next element, or says no at the list's end.</summary>
    public bool NextElement() => Advance() && _reader.TokenType != JsonTokenType.EndArray;

    /// <summary>True, standing on the value, when the property has this name; a second one of the name is refused.</summary>
    public bool Named(ReadOnlySpan<byte> name, int bit, ref int seen)
    {
        if (Failed || _reader.TokenType != JsonTokenType.PropertyName || !_reader.ValueTextEquals(name))
        {
            return false;
        }

        if ((seen & (1 << bit)) != 0)
        {
            Refuse(ProblemTypes.DuplicateProperty, PropertyName(), "Send the property once.");
            return false;
        }

        seen |= 1 << bit;
        return Advance();
    }

    public void RefuseProperty(string inside, string known)
    {
        if (!Failed)
        {
            string name = Quoted.Name(PropertyName());
            Refuse(ProblemTypes.UnknownProperty, inside, $"{name} is not a property here; there are {known}.");
        }
    }

    /// <summary>The name of the property the cursor stands on; not to be trusted.</summary>
    public string PropertyName()
    {
        try
        {
            return _reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in an escape.
            return "?";
        }
    }

    public void RefuseType(string where, string expected) =>
        Refuse(ProblemTypes.WrongType, where, $"The value must be {expected}, not {Name(_reader.TokenType)}.");

    public void Refuse(ProblemType type, string where, string detail) =>
        Problem ??= new Problem(type, detail) { Where = where.Length == 0 ? null : where };

    public void Refuse(Problem problem) => Problem ??= problem;

    private readonly Problem Malformed(JsonException exception)
    {
        long line = (exception.LineNumber ?? 0) + _firstLine;
        long column = (exception.BytePositionInLine ?? 0) + 1;
        return new Problem(ProblemTypes.MalformedJson, $"The JSON breaks off at line {line}, byte {column}.")
        {
            Line = line,
            Byte = column,
        };
    }

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "this",
    };
}

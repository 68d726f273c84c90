using System.Globalization;

namespace TextClassify.Api.Http;

/// <summary>The values it reads.</summary>
internal ref partial struct JsonCursor
{
    /// <summary>A string, or null when the value is JSON's null.</summary>
    public string? OptionalString(string where)
    {
        if (Failed || IsNull)
        {
            return null;
        }

        if (_reader.TokenType != JsonTokenType.String)
        {
            RefuseType(where, "a string");
            return null;
        }

        if (!TryGetString(out string? value))
        {
            Refuse(ProblemTypes.InvalidUtf8, where, "An escape stands for half a character (a lone surrogate).");
        }

        return value;
    }

    /// <summary>False when an escape stands for a lone surrogate. The cursor stands on a string.</summary>
    public readonly bool TryGetString(out string? value)
    {
        try
        {
            value = _reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            value = null;
            return false;
        }
    }

    public int? OptionalInteger(string where, int lowest, int highest)
    {
        if (Failed || IsNull)
        {
            return null;
        }

        if (_reader.TokenType != JsonTokenType.Number)
        {
            RefuseType(where, "a whole number");
            return null;
        }

        if (_reader.TryGetInt32(out int value) && value >= lowest && value <= highest)
        {
            return value;
        }

        Refuse(ProblemTypes.OutOfRange, where, $"The value must be a whole number from {lowest} to {highest}.");
        return null;
    }

    public double? OptionalNumber(string where, double lowest, double highest)
    {
        if (Failed || IsNull)
        {
            return null;
        }

        if (_reader.TokenType != JsonTokenType.Number)
        {
            RefuseType(where, "a number");
            return null;
        }

        if (_reader.TryGetDouble(out double value) && value >= lowest && value <= highest)
        {
            return value;
        }

        Refuse(
            ProblemTypes.OutOfRange,
            where,
            string.Create(CultureInfo.InvariantCulture, $"The value must be a number from {lowest} to {highest}."));
        return null;
    }

    /// <summary>
    /// Refuses an element beyond so many; every list of a request has a bound, so that no body can grow past what it says.
    /// </summary>
    public void RefuseBeyond(int most, int count, string where)
    {
        if (count == most)
        {
            Refuse(new Problem(ProblemTypes.OutOfRange, $"The list must hold at most {most} elements.") { Where = where, Limit = most });
        }
    }

    /// <summary>A list of whole numbers, or null when the value is JSON's null.</summary>
    public List<int>? OptionalIntegers(string where, int lowest, int highest, int most)
    {
        if (Failed || IsNull || !EnterArray(where, "a list of whole numbers"))
        {
            return null;
        }

        var values = new List<int>();
        while (NextElement())
        {
            string at = $"{where}[{values.Count}]";
            RefuseBeyond(most, values.Count, where);
            if (OptionalInteger(at, lowest, highest) is { } value)
            {
                values.Add(value);
            }
            else
            {
                RefuseType(at, "a whole number");
            }
        }

        return values;
    }

    /// <summary>A list of strings, or null when the value is JSON's null.</summary>
    public List<string>? OptionalStrings(string where, int most)
    {
        if (Failed || IsNull || !EnterArray(where, "a list of strings"))
        {
            return null;
        }

        var values = new List<string>();
        while (NextElement())
        {
            string at = $"{where}[{values.Count}]";
            RefuseBeyond(most, values.Count, where);
            if (IsNull)
            {
                RefuseType(at, "a string");
            }
            else if (OptionalString(at) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    public bool? OptionalBoolean(string where)
    {
        if (Failed || IsNull)
        {
            return null;
        }

        if (_reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return _reader.TokenType == JsonTokenType.True;
        }

        RefuseType(where, "true or false");
        return null;
    }

    /// <summary>
    /// A value of any kind, detached from the body, where it has no more bytes than so many: detached, an element takes several times its
    /// text.
    /// </summary>
    public JsonElement AnyValue(string where, int mostBytes)
    {
        try
        {
            var ahead = _reader;
            ahead.Skip();
            if (ahead.BytesConsumed - _reader.TokenStartIndex > mostBytes)
            {
                Refuse(
                    new Problem(ProblemTypes.OutOfRange, $"The value must have at most {mostBytes} bytes.")
                    {
                        Where = where,
                        Limit = mostBytes,
                    });
                return default;
            }

            return JsonElement.ParseValue(ref _reader);
        }
        catch (JsonException exception)
        {
            Problem ??= Malformed(exception);
            return default;
        }
    }
}

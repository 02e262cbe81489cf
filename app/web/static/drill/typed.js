// A typed answer beside the right one: kind about case, accents, spaces and the end's full stop.

export function plain(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim().replace(/\s*[.!?]+$/, "");
}

export function matches(typed, answers) {
  const wanted = plain(typed);
  return wanted !== "" && answers.some((answer) => plain(answer) === wanted);
}

// Both texts in runs of { text, same }: what the longest common row of letters leaves is different.
export function difference(typed, answer) {
  const [left, right] = [[...typed], [...answer]];
  const table = commonLengths(left, right);
  const marks = [[], []];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && alike(left[i], right[j])) {
      marks[0].push([left[i++], true]);
      marks[1].push([right[j++], true]);
    } else if (j >= right.length || (i < left.length && table[i + 1][j] >= table[i][j + 1])) {
      marks[0].push([left[i++], false]);
    } else {
      marks[1].push([right[j++], false]);
    }
  }
  return { typed: runs(marks[0]), answer: runs(marks[1]) };
}

const alike = (one, other) => one === other || (plain(one) !== "" && plain(one) === plain(other));

function commonLengths(left, right) {
  const table = Array.from({ length: left.length + 1 }, () => new Array(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const same = alike(left[i], right[j]);
      table[i][j] = same ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

function runs(letters) {
  const made = [];
  for (const [letter, same] of letters) {
    if (made.at(-1)?.same === same) made.at(-1).text += letter;
    else made.push({ text: letter, same });
  }
  return made;
}

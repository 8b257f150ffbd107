// One mark per kind of place: its own shape, letter and colour, so that no one of the three has to be seen alone.
import type { Kind } from "./points";

type Draw = (path: Path2D) => void;

const SIZE = 56;
const MIDDLE = SIZE / 2;

function polygon(corners: number, radius: number, turn: number): Draw {
  return (path) => {
    for (let i = 0; i < corners; i += 1) {
      const angle = turn + (i * 2 * Math.PI) / corners;
      path.lineTo(MIDDLE + radius * Math.cos(angle), MIDDLE + radius * Math.sin(angle));
    }
    path.closePath();
  };
}

const circle: Draw = (path) => path.arc(MIDDLE, MIDDLE, 20, 0, 2 * Math.PI);
const square: Draw = (path) => path.rect(MIDDLE - 18, MIDDLE - 18, 36, 36);
const drop: Draw = (path) => {
  path.moveTo(MIDDLE, 4);
  path.bezierCurveTo(MIDDLE + 26, 30, MIDDLE + 18, 50, MIDDLE, 50);
  path.bezierCurveTo(MIDDLE - 18, 50, MIDDLE - 26, 30, MIDDLE, 4);
};

const MARKS: Record<Kind, { draw: Draw; letter: string; fill: string }> = {
  post: { draw: square, letter: "P", fill: "#0b3d60" },
  site: { draw: circle, letter: "S", fill: "#00582c" },
  hub: { draw: polygon(6, 23, 0), letter: "H", fill: "#39424a" },
  incident: { draw: polygon(3, 25, -Math.PI / 2), letter: "!", fill: "#8f0e24" },
  rescue: { draw: polygon(4, 25, 0), letter: "R", fill: "#6d0f5a" },
  water: { draw: drop, letter: "W", fill: "#0072b2" },
  health: { draw: polygon(8, 23, Math.PI / 8), letter: "+", fill: "#8f0e24" },
  other: { draw: circle, letter: "•", fill: "#41494f" },
};

/** The mark of a kind as pixels, for a pixel ratio of 2. */
export function drawMark(kind: Kind): ImageData {
  const { draw, letter, fill } = MARKS[kind];
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no 2D canvas");
  const path = new Path2D();
  draw(path);
  pen.lineWidth = 5;
  pen.strokeStyle = "#ffffff";
  pen.lineJoin = "round";
  pen.stroke(path);
  pen.fillStyle = fill;
  pen.fill(path);
  pen.fillStyle = "#ffffff";
  pen.font = "bold 24px sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(letter, MIDDLE, MIDDLE + (kind === "incident" ? 5 : 2));
  return pen.getImageData(0, 0, SIZE, SIZE);
}
